//! From shapes to places.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use super::{
    holders::{holders, holds},
    merged::merged,
    place::{Members, NOWHERE, Place},
};
use crate::{Contract, Object, Procedure, Refused, Shape, Told, Union};

/// Finds the places of a contract's procedures.
pub(super) struct Finder<'a> {
    pub(super) contract: &'a Contract,
    /// The named types that have some, however deep.
    holders: HashSet<&'a str>,
    places: Vec<Place>,
    /// Places that are alike are one.
    known: HashMap<Place, usize>,
    /// A type may contain itself.
    named: HashMap<Shape, usize>,
    /// The procedure or the type that is looked at, and the members that lead to the part.
    user: String,
    path: Vec<String>,
    complaints: Vec<String>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(contract: &'a Contract) -> Self {
        Finder {
            contract,
            holders: holders(contract),
            places: vec![Place::Nowhere],
            known: HashMap::from([(Place::Nowhere, NOWHERE)]),
            named: HashMap::new(),
            user: String::new(),
            path: Vec::new(),
            complaints: Vec::new(),
        }
    }

    /// The places of its input, its output and its errors.
    pub(super) fn find(&mut self, procedure: &Procedure) -> [usize; 3] {
        self.user = format!("`{}` ({})", procedure.name, procedure.source);
        // The fields of a form are text, of which serde makes what it wants.
        let input = if procedure.encoding.is_json() { self.number(&procedure.input) } else { NOWHERE };
        let output = self.number(&procedure.output);
        let mut variants = BTreeMap::new();
        for error in &procedure.errors {
            let at = self.number(&error.shape);
            variants.extend(error.variants.iter().map(|variant| (variant.name.to_string(), at)));
        }
        let error = self.tagged("type", variants, NOWHERE);
        [input, output, self.keep(error)]
    }

    pub(super) fn finish(self) -> Result<Arc<[Place]>, Refused> {
        if self.complaints.is_empty() { Ok(self.places.into()) } else { Err(Refused(self.complaints)) }
    }

    /// The number of a shape's place.
    pub(super) fn number(&mut self, shape: &Shape) -> usize {
        match shape {
            _ if !holds(shape, &self.holders) => NOWHERE,
            Shape::Nullable(of) => self.number(of),
            Shape::Type { .. } => self.type_number(shape),
            shape => {
                let place = self.place(shape);
                self.keep(place)
            }
        }
    }

    fn type_number(&mut self, shape: &Shape) -> usize {
        if let Some(number) = self.named.get(shape) {
            return *number;
        }
        let number = self.places.len();
        self.places.push(Place::Nowhere);
        self.named.insert(shape.clone(), number);
        let outside = (self.user.clone(), std::mem::take(&mut self.path));
        if let Shape::Type { name, .. } = shape
            && let Some(definition) = self.contract.definition(name)
        {
            self.user = format!("type {} ({})", definition.rust, definition.source);
        }
        let place = self.place(shape);
        (self.user, self.path) = outside;
        if let Some(own) = self.places.get_mut(number) {
            *own = place;
        }
        number
    }

    pub(super) fn keep(&mut self, place: Place) -> usize {
        if let Some(number) = self.known.get(&place) {
            return *number;
        }
        let number = self.places.len();
        self.places.push(place.clone());
        self.known.insert(place, number);
        number
    }

    pub(super) fn kept(&self, number: usize) -> Place {
        self.places.get(number).cloned().unwrap_or_default()
    }

    fn place(&mut self, shape: &Shape) -> Place {
        match self.contract.normalize(shape) {
            Shape::Scalar(scalar) if scalar.is_wide() => Place::Integer,
            Shape::Nullable(of) => {
                let number = self.number(&of);
                self.kept(number)
            }
            Shape::List(of) | Shape::Array { of, .. } => match self.number(&of) {
                NOWHERE => Place::Nowhere,
                of => Place::Items(of),
            },
            Shape::Tuple(parts) => {
                let parts: Vec<usize> = parts.iter().map(|part| self.number(part)).collect();
                if parts.iter().all(|part| *part == NOWHERE) { Place::Nowhere } else { Place::Tuple(parts) }
            }
            Shape::Later(of) => match self.number(&of) {
                NOWHERE => Place::Nowhere,
                of => Place::Later(of),
            },
            Shape::Union(union) => self.union(&union),
            shape => self.members(&shape).map(Members::place).unwrap_or_default(),
        }
    }

    /// The members of what is always an object, those without any too.
    pub(super) fn members(&mut self, shape: &Shape) -> Option<Members> {
        match self.contract.normalize(shape) {
            Shape::Map { value, .. } => Some(Members { named: BTreeMap::new(), rest: Some(self.number(&value)) }),
            Shape::Object(Object { fields, rest, .. }) => {
                let mut named = BTreeMap::new();
                for field in fields {
                    self.path.push(field.name.clone());
                    let number = self.number(&field.shape);
                    self.path.pop();
                    named.extend(field.aliases.into_iter().chain([field.name]).map(|name| (name, number)));
                }
                Some(Members { named, rest: rest.map(|rest| self.number(&rest)) })
            }
            _ => None,
        }
    }

    fn union(&mut self, union: &Union) -> Place {
        match &union.told {
            // Each has a name of its own.
            Told::Key => {
                let objects = union.variants.iter().filter_map(|variant| self.members(&variant.shape));
                merged(objects.collect()).unwrap_or_default().place()
            }
            Told::Tag(tag) => {
                let (mut variants, mut other) = (BTreeMap::new(), NOWHERE);
                for variant in &union.variants {
                    match self.number(&variant.shape) {
                        number if variant.other => other = number,
                        number => _ = variants.insert(variant.name.clone(), number),
                    }
                }
                self.tagged(tag, variants, other)
            }
            Told::Fit => self.fit(union),
        }
    }

    fn tagged(&mut self, tag: &str, variants: BTreeMap<String, usize>, other: usize) -> Place {
        if other == NOWHERE && variants.values().all(|number| *number == NOWHERE) {
            return Place::Nowhere;
        }
        Place::Tagged { tag: tag.to_owned(), variants, other }
    }

    pub(super) fn refuse(&mut self, reason: &str) -> Place {
        let (user, path) = (&self.user, self.path.join("."));
        let place = if path.is_empty() { user.clone() } else { format!("`{path}` in {user}") };
        self.complaints.push(format!(
            "{place}: an integer of 64 or 128 bits is a string of digits by `Router::integers`, and {reason}. Tag the enum, for example \
             with `#[serde(tag = \"type\")]`"
        ));
        Place::Nowhere
    }
}
