//! Comparison of unions. Named variants are matched by name, others by shape.

use std::collections::HashSet;

use super::{
    Change, Direction, SetRelation, aliases,
    comparison::Comparison,
    untagged,
    variants::{compare_variant, variant_added, variant_removed},
};
use isotype_contract::{Shape, Tagging, Union, Variant};

impl Comparison<'_> {
    /// Compares two unions.
    pub(super) fn compare_unions(&mut self, old: &Union, new: &Union) {
        if old.tagging != new.tagging {
            let relation = variants_relation(self, old, new);
            return self.add(Change::new("tagging-changed", relation, "enum tagging changed").breaks_compilation(true));
        }
        if old.tagging == Tagging::Untagged {
            return untagged::compare(self, old, new);
        }
        let mut matched = HashSet::new();
        for variant in &old.variants {
            self.descend(&step(&old.tagging, variant), |comparison| {
                match aliases::find(new, &variant.name, comparison.direction) {
                    Some(other) => {
                        matched.insert(&other.name);
                        aliases::compare(comparison, (old, variant), (new, other));
                        compare_variant(comparison, variant, &aliases::with_name(other, &new.tagging, &variant.name));
                    }
                    None => variant_removed(comparison, variant, has_catch_all(comparison, new)),
                }
            });
        }
        for variant in new.variants.iter().filter(|variant| !matched.contains(&variant.name)) {
            self.descend(&step(&new.tagging, variant), |comparison| {
                variant_added(comparison, variant, has_catch_all(comparison, old))
            });
        }
    }

    /// Compares a union with a shape that is not a union.
    pub(super) fn compare_with_non_union(&mut self, old: &Shape, new: &Shape, displayed: (&Shape, &Shape)) {
        match (old, new) {
            // An enum with a single unit variant is lowered to a literal.
            (Shape::Literal(name), Shape::Union(new)) if new.tagging == Tagging::External => {
                self.compare_unions(&single_literal(name), new)
            }
            (Shape::Union(old), Shape::Literal(name)) if old.tagging == Tagging::External => {
                self.compare_unions(old, &single_literal(name))
            }
            (_, Shape::Union(new)) => {
                self.add_type_change(variants_relation(self, &single_variant(old), new), displayed)
            }
            (Shape::Union(old), _) => {
                self.add_type_change(variants_relation(self, old, &single_variant(new)), displayed)
            }
            _ => {}
        }
    }
}

/// Returns `true` if unknown tags are read as one of the variants.
fn has_catch_all(comparison: &Comparison<'_>, union: &Union) -> bool {
    comparison.direction == Direction::Input && union.variants.iter().any(|variant| variant.other)
}

/// Returns the path step for a variant. An externally tagged object adds no step, because its only field already has
/// the variant's name.
fn step(tagging: &Tagging, variant: &Variant) -> String {
    match (tagging, &variant.shape) {
        (Tagging::External, Shape::Object(_)) => String::new(),
        _ => format!("({})", variant.name),
    }
}

/// Returns the relation of two unions, based only on the shapes of their variants.
fn variants_relation(comparison: &Comparison<'_>, old: &Union, new: &Union) -> SetRelation {
    let relation = |old: &Variant, new: &Variant| comparison.relation(&old.shape, &new.shape);
    let includes_old = old.variants.iter().all(|o| new.variants.iter().any(|n| relation(o, n).includes_old()));
    let included_in_old = new.variants.iter().all(|n| old.variants.iter().any(|o| relation(o, n).included_in_old()));
    SetRelation::new(includes_old, included_in_old)
}

fn single_literal(name: &str) -> Union {
    let Union { variants, .. } = single_variant(&Shape::Literal(name.to_owned()));
    let variants = variants.into_iter().map(|variant| Variant { name: name.to_owned(), ..variant });
    Union { tagging: Tagging::External, variants: variants.collect() }
}

fn single_variant(shape: &Shape) -> Union {
    let variant = Variant {
        name: String::new(),
        shape: shape.clone(),
        aliases: Vec::new(),
        other: false,
        docs: String::new(),
        deprecated: None,
    };
    Union { tagging: Tagging::Untagged, variants: vec![variant] }
}
