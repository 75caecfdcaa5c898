//! Two types side by side, from the outside in.

use std::collections::HashSet;

use super::{
    Change, Direction, Extent, lists, maps, notes, notes::Notes, objects, rules, scalars, unions, words::Words,
};
use isotype_contract::{Contract, Definition, Rule, Scalar, Shape};

/// A change, where it is, and the same place as seen from the named type that it is in.
pub(super) struct Found {
    pub(super) path: String,
    pub(super) inside: Option<String>,
    pub(super) change: Change,
}

/// The comparison of an old and a new type, sent in one direction.
pub(super) struct Walk<'a> {
    pub(super) old: &'a Contract,
    pub(super) new: &'a Contract,
    pub(super) direction: Direction,
    path: String,
    /// The named type that the walk is in, and how much of the path leads to it.
    inside: Option<(String, usize)>,
    /// Pairs that are compared already, or being compared.
    seen: HashSet<(Shape, Shape)>,
    /// Pairs that are being compared: a type may contain itself.
    open: Vec<(Shape, Shape)>,
    pub(super) found: Vec<Found>,
    /// Each named type with the one that stands in its place.
    pub(super) names: HashSet<(String, String)>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(old: &'a Contract, new: &'a Contract, direction: Direction, path: String) -> Self {
        let (seen, names) = (HashSet::new(), HashSet::new());
        Self { old, new, direction, path, inside: None, seen, open: Vec::new(), found: Vec::new(), names }
    }

    pub(super) fn add(&mut self, change: Change) {
        let inside =
            self.inside.as_ref().map(|(name, from)| format!("{name}{}", self.path.get(*from..).unwrap_or_default()));
        self.found.push(Found { path: self.path.clone(), inside, change });
    }

    /// Goes on one step deeper.
    pub(super) fn at(&mut self, step: &str, go: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(step);
        go(self);
        self.path.truncate(length);
    }

    /// What the change of a part comes to, without telling it.
    pub(super) fn extent(&self, old: &Shape, new: &Shape) -> Extent {
        let mut walk = Walk::new(self.old, self.new, self.direction, String::new());
        (walk.seen, walk.open) = (self.open.iter().cloned().collect(), self.open.clone());
        walk.compare(old, new);
        walk.found.iter().fold(Extent::Same, |all, found| all.and(found.change.extent))
    }

    /// What stands in one place.
    pub(super) fn compare(&mut self, old: &Shape, new: &Shape) {
        self.compare_kept((old, &[]), (new, &[]));
    }

    /// What stands in one place, where values must keep to rules of that place.
    pub(super) fn compare_kept(&mut self, old: (&Shape, &[Rule]), new: (&Shape, &[Rule])) {
        if self.direction == Direction::Input {
            let [before, after] = rules::in_force((self.old, old), (self.new, new));
            rules::compare(&before, &after).into_iter().for_each(|change| self.add(change));
        }
        self.types(old.0, new.0);
    }

    fn types(&mut self, old: &Shape, new: &Shape) {
        let pair = (old.clone(), new.clone());
        if !self.seen.insert(pair.clone()) {
            return;
        }
        self.open.push(pair);
        let outside = self.inside.clone();
        self.enter(old, new);
        let (before, after) = (self.old.normalize(old), self.new.normalize(new));
        // A name that stayed does not say what became another.
        let told = if old == new { (&before, &after) } else { (old, new) };
        self.shapes(&before, &after, told);
        self.inside = outside;
        self.open.pop();
    }

    /// What names say: a newtype over a scalar is a type of its own for TypeScript.
    fn enter(&mut self, old: &Shape, new: &Shape) {
        let (before, after) = (self.old.named(old), self.new.named(new));
        if let (Some(before), Some(after)) = (before, after) {
            self.names.insert((before.name.clone(), after.name.clone()));
            self.inside = Some((before.name.clone(), self.path.len()));
            notes::compare(&of(before), &of(after)).into_iter().for_each(|change| self.add(change));
            if self.direction == Direction::Input {
                let (before, after) = (rules::of_type(self.old, old), rules::of_type(self.new, new));
                rules::compare(&before, &after).into_iter().for_each(|change| self.add(change));
            }
        }
        let brand = |definition: Option<&Definition>| definition.filter(|it| it.brand).map(|it| it.name.clone());
        let (have, want) = match self.direction {
            Direction::Input => (brand(before), brand(after)),
            Direction::Output => (brand(after), brand(before)),
        };
        if have != want {
            let words = format!("is {} and was {}, which TypeScript tells apart", Words(new), Words(old));
            self.add(Change::new("brand", Extent::Same, words).recompile(want.is_some()));
        }
    }

    fn shapes(&mut self, old: &Shape, new: &Shape, told: (&Shape, &Shape)) {
        match (old, new) {
            (Shape::Nullable(old), Shape::Nullable(new)) | (Shape::Later(old), Shape::Later(new)) => {
                self.types(old, new)
            }
            (Shape::Scalar(old), Shape::Scalar(new)) => self.scalars(*old, *new),
            (Shape::Literal(old), Shape::Literal(new)) if old == new => {}
            (Shape::Scalar(Scalar::Json | Scalar::Never), _) | (_, Shape::Scalar(Scalar::Json | Scalar::Never)) => {
                self.anything(old, new, told);
            }
            (Shape::Scalar(Scalar::Null), Shape::Nullable(_)) => {
                self.add(Change::new(
                    "nullable",
                    Extent::Wider,
                    format!("was always null and may be {}", Words(told.1)),
                ));
            }
            (Shape::Nullable(_), Shape::Scalar(Scalar::Null)) => {
                self.add(Change::new("not-nullable", Extent::Narrower, "is always null now"));
            }
            (Shape::Nullable(old), new) => {
                self.add(Change::new("not-nullable", Extent::Narrower, "cannot be null any more"));
                self.types(old, new);
            }
            (old, Shape::Nullable(new)) => {
                self.add(Change::new("nullable", Extent::Wider, "may be null now"));
                self.types(old, new);
            }
            (Shape::Object(old), Shape::Object(new)) => objects::compare(self, old, new),
            (Shape::Union(old), Shape::Union(new)) => unions::compare(self, old, new),
            (Shape::Union(_), _) | (_, Shape::Union(_)) => unions::beside(self, old, new, told),
            (Shape::Map { .. } | Shape::Object(_), Shape::Map { .. } | Shape::Object(_)) => {
                maps::compare(self, old, new)
            }
            _ if lists::are_lists(old, new) => lists::compare(self, old, new),
            (Shape::Literal(_), Shape::Scalar(Scalar::String)) => self.became(Extent::Wider, told),
            (Shape::Scalar(Scalar::String), Shape::Literal(_)) => self.became(Extent::Narrower, told),
            _ => self.add(another(Extent::Other, told).recompile(true)),
        }
    }

    fn scalars(&mut self, old: Scalar, new: Scalar) {
        let (old, new) = self.resolved(old, new);
        let extent = scalars::extent(old, new, self.direction);
        let compiles = match self.direction {
            Direction::Input => scalars::assignable(old, new),
            Direction::Output => scalars::assignable(new, old),
        };
        if old != new {
            self.add(another(extent, (&old.into(), &new.into())).recompile(!compiles));
        }
    }

    /// By one policy two wide integers differ in what the server takes of them; by two, in what they are on the wire.
    fn resolved(&self, old: Scalar, new: Scalar) -> (Scalar, Scalar) {
        if old.is_wide() && new.is_wide() && self.old.integers == self.new.integers {
            return (old, new);
        }
        (self.old.integers.resolve(old), self.new.integers.resolve(new))
    }

    fn anything(&mut self, old: &Shape, new: &Shape, told: (&Shape, &Shape)) {
        let any = |shape: &Shape| *shape == Scalar::Json.into();
        let none = |shape: &Shape| *shape == Scalar::Never.into();
        let extent = Extent::of(any(new) || none(old), any(old) || none(new));
        let narrower_type = self.direction == Direction::Output && any(new);
        self.add(another(extent, told).recompile(narrower_type));
    }

    pub(super) fn became(&mut self, extent: Extent, told: (&Shape, &Shape)) {
        self.add(another(extent, told));
    }
}

/// One type stands where another stood.
fn another(extent: Extent, (old, new): (&Shape, &Shape)) -> Change {
    Change::new("type", extent, format!("is {} and was {}", Words(new), Words(old)))
}

fn of(definition: &Definition) -> Notes<'_> {
    Notes { docs: &definition.docs, deprecated: definition.deprecated.as_deref() }
}
