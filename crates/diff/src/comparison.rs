//! Comparison of two types, from the outermost shape inward.

use std::collections::HashSet;

use super::{
    Change, Direction, SetRelation,
    annotations::{self, Annotations},
    list_items, rules, scalars,
    shape_summary::ShapeSummary,
};
use isotype_contract::{Contract, Definition, Rule, Scalar, Shape};

/// Change with its full path and its path from the enclosing named type.
pub(super) struct LocatedChange {
    pub(super) path: String,
    pub(super) type_path: Option<String>,
    pub(super) change: Change,
}

/// Comparison of an old and a new type in one direction.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Contract,
    pub(super) new: &'a Contract,
    pub(super) direction: Direction,
    path: String,
    /// Enclosing named type, and the length of the path to it.
    enclosing_type: Option<(String, usize)>,
    /// Pairs that have been compared or are being compared.
    seen: HashSet<(Shape, Shape)>,
    /// Pairs that are currently being compared. They are tracked because types may be recursive.
    open: Vec<(Shape, Shape)>,
    pub(super) changes: Vec<LocatedChange>,
    /// Old and new names of matched named types.
    pub(super) matched_types: HashSet<(String, String)>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: &'a Contract, new: &'a Contract, direction: Direction, path: String) -> Self {
        Self {
            old,
            new,
            direction,
            path,
            enclosing_type: None,
            seen: HashSet::new(),
            open: Vec::new(),
            changes: Vec::new(),
            matched_types: HashSet::new(),
        }
    }

    pub(super) fn add(&mut self, change: Change) {
        let type_path = self
            .enclosing_type
            .as_ref()
            .map(|(name, start)| format!("{name}{}", self.path.get(*start..).unwrap_or_default()));
        self.changes.push(LocatedChange { path: self.path.clone(), type_path, change });
    }

    /// Compares a part at `step` below the current path.
    pub(super) fn descend(&mut self, step: &str, compare: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(step);
        compare(self);
        self.path.truncate(length);
    }

    /// Returns the relation of two shapes without recording changes.
    pub(super) fn relation(&self, old: &Shape, new: &Shape) -> SetRelation {
        let mut comparison = Comparison::new(self.old, self.new, self.direction, String::new());
        (comparison.seen, comparison.open) = (self.open.iter().cloned().collect(), self.open.clone());
        comparison.compare(old, new);
        comparison
            .changes
            .iter()
            .fold(SetRelation::Equal, |relation, located| relation.combine(located.change.relation))
    }

    /// Compares two shapes at the current path.
    pub(super) fn compare(&mut self, old: &Shape, new: &Shape) {
        self.compare_with_rules((old, &[]), (new, &[]));
    }

    /// Compares two shapes along with the validation rules of the field that they belong to.
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
        let outer_type = self.enclosing_type.clone();
        self.compare_names(old, new);
        let (before, after) = (self.old.normalize(old), self.new.normalize(new));
        // If both types have the same name, the message describes their contents instead.
        let displayed = if old == new { (&before, &after) } else { (old, new) };
        self.compare_shapes(&before, &after, displayed);
        self.enclosing_type = outer_type;
        self.open.pop();
    }

    /// Compares named types: annotations, rules and brands.
    fn compare_names(&mut self, old: &Shape, new: &Shape) {
        let (before, after) = (self.old.definition_of(old), self.new.definition_of(new));
        if let (Some(before), Some(after)) = (before, after) {
            self.matched_types.insert((before.name.clone(), after.name.clone()));
            self.enclosing_type = Some((before.name.clone(), self.path.len()));
            annotations::compare(&annotations_of(before), &annotations_of(after))
                .into_iter()
                .for_each(|change| self.add(change));
            if self.direction == Direction::Input {
                let (before, after) = (rules::type_rules(self.old, old), rules::type_rules(self.new, new));
                rules::compare(&before, &after).into_iter().for_each(|change| self.add(change));
            }
        }
        let brand = |definition: Option<&Definition>| definition.filter(|it| it.branded).map(|it| it.name.clone());
        let (actual, expected) = match self.direction {
            Direction::Input => (brand(before), brand(after)),
            Direction::Output => (brand(after), brand(before)),
        };
        if actual != expected {
            let message = format!("branded type changed from {} to {}", ShapeSummary(old), ShapeSummary(new));
            self.add(Change::new("brand-changed", SetRelation::Equal, message).breaks_compilation(expected.is_some()));
        }
    }

    fn compare_shapes(&mut self, old: &Shape, new: &Shape, displayed: (&Shape, &Shape)) {
        match (old, new) {
            (Shape::Nullable(old), Shape::Nullable(new)) | (Shape::Deferred(old), Shape::Deferred(new)) => {
                self.compare_types(old, new)
            }
            (Shape::Scalar(old), Shape::Scalar(new)) => self.compare_scalars(*old, *new),
            (Shape::Literal(old), Shape::Literal(new)) if old == new => {}
            (Shape::Scalar(Scalar::Json | Scalar::Never), _) | (_, Shape::Scalar(Scalar::Json | Scalar::Never)) => {
                self.compare_any_or_never(old, new, displayed);
            }
            (Shape::Scalar(Scalar::Null), Shape::Nullable(_)) => {
                self.add(Change::new(
                    "nullable",
                    SetRelation::Superset,
                    format!("was always null; may now be {}", ShapeSummary(displayed.1)),
                ));
            }
            (Shape::Nullable(_), Shape::Scalar(Scalar::Null)) => {
                self.add(Change::new("non-nullable", SetRelation::Subset, "now always null"));
            }
            (Shape::Nullable(old), new) => {
                self.add(Change::new("non-nullable", SetRelation::Subset, "no longer nullable"));
                self.compare_types(old, new);
            }
            (old, Shape::Nullable(new)) => {
                self.add(Change::new("nullable", SetRelation::Superset, "now nullable"));
                self.compare_types(old, new);
            }
            (Shape::Object(old), Shape::Object(new)) => self.compare_objects(old, new),
            (Shape::Union(old), Shape::Union(new)) => self.compare_unions(old, new),
            (Shape::Union(_), _) | (_, Shape::Union(_)) => self.compare_with_non_union(old, new, displayed),
            (Shape::Map { .. } | Shape::Object(_), Shape::Map { .. } | Shape::Object(_)) => self.compare_maps(old, new),
            _ if list_items::are_lists(old, new) => self.compare_lists(old, new),
            (Shape::Literal(_), Shape::Scalar(Scalar::String)) => {
                self.add_type_change(SetRelation::Superset, displayed)
            }
            (Shape::Scalar(Scalar::String), Shape::Literal(_)) => self.add_type_change(SetRelation::Subset, displayed),
            _ => self.add(type_change(SetRelation::Incomparable, displayed).breaks_compilation(true)),
        }
    }

    fn compare_scalars(&mut self, old: Scalar, new: Scalar) {
        let (old, new) = self.resolve(old, new);
        let relation = scalars::relation(old, new, self.direction);
        let compiles = match self.direction {
            Direction::Input => scalars::is_assignable(old, new),
            Direction::Output => scalars::is_assignable(new, old),
        };
        if old != new {
            self.add(type_change(relation, (&old.into(), &new.into())).breaks_compilation(!compiles));
        }
    }

    /// Returns the scalars to compare. With the same encoding, wide integers are compared by range, otherwise by their
    /// JSON encoding.
    fn resolve(&self, old: Scalar, new: Scalar) -> (Scalar, Scalar) {
        if old.is_wide_integer() && new.is_wide_integer() && self.old.integers == self.new.integers {
            return (old, new);
        }
        (self.old.integers.resolve(old), self.new.integers.resolve(new))
    }

    fn compare_any_or_never(&mut self, old: &Shape, new: &Shape, displayed: (&Shape, &Shape)) {
        let is_any = |shape: &Shape| *shape == Scalar::Json.into();
        let is_never = |shape: &Shape| *shape == Scalar::Never.into();
        let relation = SetRelation::new(is_any(new) || is_never(old), is_any(old) || is_never(new));
        let is_unknown_now = self.direction == Direction::Output && is_any(new);
        self.add(type_change(relation, displayed).breaks_compilation(is_unknown_now));
    }

    pub(super) fn add_type_change(&mut self, relation: SetRelation, displayed: (&Shape, &Shape)) {
        self.add(type_change(relation, displayed));
    }
}

/// Creates a change from one type to another.
fn type_change(relation: SetRelation, (old, new): (&Shape, &Shape)) -> Change {
    Change::new("type-changed", relation, format!("type changed from {} to {}", ShapeSummary(old), ShapeSummary(new)))
}

fn annotations_of(definition: &Definition) -> Annotations<'_> {
    Annotations { docs: &definition.docs, deprecated: definition.deprecated.as_deref() }
}
