//! Two types side by side, from the outside in.

use std::collections::HashSet;

use super::{
    Change, Direction, SetRelation, annotations, annotations::Annotations, lists, maps, objects, rules, scalars,
    shape_summary::ShapeSummary, unions,
};
use isotype_contract::{Contract, Definition, Rule, Scalar, Shape};

/// A change, where it is, and the same place as seen from the named type that it is in.
pub(super) struct LocatedChange {
    pub(super) path: String,
    pub(super) type_path: Option<String>,
    pub(super) change: Change,
}

/// The comparison of an old and a new type, sent in one direction.
pub(super) struct Comparison<'a> {
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
    pub(super) changes: Vec<LocatedChange>,
    /// Each named type with the one that stands in its place.
    pub(super) matched_types: HashSet<(String, String)>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: &'a Contract, new: &'a Contract, direction: Direction, path: String) -> Self {
        let (seen, names) = (HashSet::new(), HashSet::new());
        Self {
            old,
            new,
            direction,
            path,
            inside: None,
            seen,
            open: Vec::new(),
            changes: Vec::new(),
            matched_types: names,
        }
    }

    pub(super) fn add(&mut self, change: Change) {
        let inside =
            self.inside.as_ref().map(|(name, from)| format!("{name}{}", self.path.get(*from..).unwrap_or_default()));
        self.changes.push(LocatedChange { path: self.path.clone(), type_path: inside, change });
    }

    /// Goes on one step deeper.
    pub(super) fn descend(&mut self, step: &str, go: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(step);
        go(self);
        self.path.truncate(length);
    }

    /// What the change of a part comes to, without telling it.
    pub(super) fn relation(&self, old: &Shape, new: &Shape) -> SetRelation {
        let mut walk = Comparison::new(self.old, self.new, self.direction, String::new());
        (walk.seen, walk.open) = (self.open.iter().cloned().collect(), self.open.clone());
        walk.compare(old, new);
        walk.changes.iter().fold(SetRelation::Equal, |all, found| all.combine(found.change.relation))
    }

    /// What stands in one place.
    pub(super) fn compare(&mut self, old: &Shape, new: &Shape) {
        self.compare_with_rules((old, &[]), (new, &[]));
    }

    /// What stands in one place, where values must keep to rules of that place.
    pub(super) fn compare_with_rules(&mut self, old: (&Shape, &[Rule]), new: (&Shape, &[Rule])) {
        if self.direction == Direction::Input {
            let [before, after] = rules::effective_rules((self.old, old), (self.new, new));
            rules::compare(&before, &after).into_iter().for_each(|change| self.add(change));
        }
        self.compare_types(old.0, new.0);
    }

    fn compare_types(&mut self, old: &Shape, new: &Shape) {
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
        self.compare_shapes(&before, &after, told);
        self.inside = outside;
        self.open.pop();
    }

    /// What names say: a newtype over a scalar is a type of its own for TypeScript.
    fn enter(&mut self, old: &Shape, new: &Shape) {
        let (before, after) = (self.old.definition_of(old), self.new.definition_of(new));
        if let (Some(before), Some(after)) = (before, after) {
            self.matched_types.insert((before.name.clone(), after.name.clone()));
            self.inside = Some((before.name.clone(), self.path.len()));
            annotations::compare(&of(before), &of(after)).into_iter().for_each(|change| self.add(change));
            if self.direction == Direction::Input {
                let (before, after) = (rules::type_rules(self.old, old), rules::type_rules(self.new, new));
                rules::compare(&before, &after).into_iter().for_each(|change| self.add(change));
            }
        }
        let brand = |definition: Option<&Definition>| definition.filter(|it| it.branded).map(|it| it.name.clone());
        let (have, want) = match self.direction {
            Direction::Input => (brand(before), brand(after)),
            Direction::Output => (brand(after), brand(before)),
        };
        if have != want {
            let words = format!("is {} and was {}, which TypeScript tells apart", ShapeSummary(new), ShapeSummary(old));
            self.add(Change::new("brand", SetRelation::Equal, words).breaks_compilation(want.is_some()));
        }
    }

    fn compare_shapes(&mut self, old: &Shape, new: &Shape, told: (&Shape, &Shape)) {
        match (old, new) {
            (Shape::Nullable(old), Shape::Nullable(new)) | (Shape::Deferred(old), Shape::Deferred(new)) => {
                self.compare_types(old, new)
            }
            (Shape::Scalar(old), Shape::Scalar(new)) => self.compare_scalars(*old, *new),
            (Shape::Literal(old), Shape::Literal(new)) if old == new => {}
            (Shape::Scalar(Scalar::Json | Scalar::Never), _) | (_, Shape::Scalar(Scalar::Json | Scalar::Never)) => {
                self.compare_any_or_never(old, new, told);
            }
            (Shape::Scalar(Scalar::Null), Shape::Nullable(_)) => {
                self.add(Change::new(
                    "nullable",
                    SetRelation::Superset,
                    format!("was always null and may be {}", ShapeSummary(told.1)),
                ));
            }
            (Shape::Nullable(_), Shape::Scalar(Scalar::Null)) => {
                self.add(Change::new("not-nullable", SetRelation::Subset, "is always null now"));
            }
            (Shape::Nullable(old), new) => {
                self.add(Change::new("not-nullable", SetRelation::Subset, "cannot be null any more"));
                self.compare_types(old, new);
            }
            (old, Shape::Nullable(new)) => {
                self.add(Change::new("nullable", SetRelation::Superset, "may be null now"));
                self.compare_types(old, new);
            }
            (Shape::Object(old), Shape::Object(new)) => objects::compare(self, old, new),
            (Shape::Union(old), Shape::Union(new)) => unions::compare(self, old, new),
            (Shape::Union(_), _) | (_, Shape::Union(_)) => unions::compare_with_non_union(self, old, new, told),
            (Shape::Map { .. } | Shape::Object(_), Shape::Map { .. } | Shape::Object(_)) => {
                maps::compare(self, old, new)
            }
            _ if lists::are_lists(old, new) => lists::compare(self, old, new),
            (Shape::Literal(_), Shape::Scalar(Scalar::String)) => self.add_type_change(SetRelation::Superset, told),
            (Shape::Scalar(Scalar::String), Shape::Literal(_)) => self.add_type_change(SetRelation::Subset, told),
            _ => self.add(type_change(SetRelation::Incomparable, told).breaks_compilation(true)),
        }
    }

    fn compare_scalars(&mut self, old: Scalar, new: Scalar) {
        let (old, new) = self.resolved(old, new);
        let extent = scalars::relation(old, new, self.direction);
        let compiles = match self.direction {
            Direction::Input => scalars::is_assignable(old, new),
            Direction::Output => scalars::is_assignable(new, old),
        };
        if old != new {
            self.add(type_change(extent, (&old.into(), &new.into())).breaks_compilation(!compiles));
        }
    }

    /// By one policy two wide integers differ in what the server takes of them; by two, in what they are on the wire.
    fn resolved(&self, old: Scalar, new: Scalar) -> (Scalar, Scalar) {
        if old.is_wide_integer() && new.is_wide_integer() && self.old.integers == self.new.integers {
            return (old, new);
        }
        (self.old.integers.resolve(old), self.new.integers.resolve(new))
    }

    fn compare_any_or_never(&mut self, old: &Shape, new: &Shape, told: (&Shape, &Shape)) {
        let any = |shape: &Shape| *shape == Scalar::Json.into();
        let none = |shape: &Shape| *shape == Scalar::Never.into();
        let extent = SetRelation::new(any(new) || none(old), any(old) || none(new));
        let narrower_type = self.direction == Direction::Output && any(new);
        self.add(type_change(extent, told).breaks_compilation(narrower_type));
    }

    pub(super) fn add_type_change(&mut self, extent: SetRelation, told: (&Shape, &Shape)) {
        self.add(type_change(extent, told));
    }
}

/// One type stands where another stood.
fn type_change(extent: SetRelation, (old, new): (&Shape, &Shape)) -> Change {
    Change::new("type", extent, format!("is {} and was {}", ShapeSummary(new), ShapeSummary(old)))
}

fn of(definition: &Definition) -> Annotations<'_> {
    Annotations { docs: &definition.docs, deprecated: definition.deprecated.as_deref() }
}
