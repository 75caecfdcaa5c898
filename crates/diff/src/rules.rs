//! Comparison of validation rules for inputs. Stricter rules break clients; looser ones do not.

use super::{Change, SetRelation};
use isotype_contract::{Check, Contract, Rule, Shape};

/// Returns the old and new rules that apply to a field. They include the rules of a named type unless both sides have
/// one.
///
/// If both sides have a named type, the rules of the types are compared separately, when the types are compared.
pub(super) fn effective_rules(
    old: (&Contract, (&Shape, &[Rule])),
    new: (&Contract, (&Shape, &[Rule])),
) -> [Vec<Rule>; 2] {
    let is_named = |shape: &Shape| matches!(non_null(shape), Shape::Type { .. });
    let are_types = is_named(old.1.0) && is_named(new.1.0);
    [old, new].map(|(contract, (shape, own))| match are_types {
        true => own.to_vec(),
        false => [own, &type_rules(contract, non_null(shape))].concat(),
    })
}

/// Returns the rules of a named type and of the newtypes it wraps.
pub(super) fn type_rules(contract: &Contract, shape: &Shape) -> Vec<Rule> {
    match contract.definition_of(shape) {
        Some(definition) => [definition.rules.as_slice(), &type_rules(contract, &definition.shape)].concat(),
        None => Vec::new(),
    }
}

/// Returns the shape without `Nullable` wrappers.
fn non_null(shape: &Shape) -> &Shape {
    match shape {
        Shape::Nullable(inner) => non_null(inner),
        shape => shape,
    }
}

pub(super) fn compare(old: &[Rule], new: &[Rule]) -> Vec<Change> {
    let ((before, old), (after, mut left)) = (split_normalizations(old), split_normalizations(new));
    let mut changes = Vec::new();
    if before != after {
        // A normalization changes which strings pass the other rules.
        let relation = if old.is_empty() && left.is_empty() { SetRelation::Equal } else { SetRelation::Incomparable };
        let describe = |rules: &[&Rule]| rules.iter().map(|rule| rule.check.to_string()).collect::<Vec<_>>().join(", ");
        let message = format!("normalization changed from {:?} to {:?}", describe(&before), describe(&after));
        changes.push(Change::new("normalization-changed", relation, message));
    }
    for rule in old {
        let index = left.iter().position(|other| same_kind(&rule.check, &other.check));
        match index.map(|index| left.remove(index)) {
            Some(other) => changes.extend(compare_rule(rule, other)),
            None => changes.push(Change::new(
                "rule-removed",
                SetRelation::Superset,
                format!("rule removed: {}", rule.check),
            )),
        }
    }
    changes.extend(
        left.into_iter()
            .map(|rule| Change::new("rule-added", SetRelation::Subset, format!("rule added: {}", rule.check))),
    );
    changes
}

/// Splits rules into normalizations and checks.
fn split_normalizations(rules: &[Rule]) -> (Vec<&Rule>, Vec<&Rule>) {
    rules.iter().partition(|rule| rule.check.is_normalization())
}

/// Returns `true` if one rule is a stricter or looser form of the other.
fn same_kind(old: &Check, new: &Check) -> bool {
    match (old, new) {
        (Check::Length { unit, .. }, Check::Length { unit: other, .. }) => unit == other,
        (Check::Each(old), Check::Each(new)) => same_kind(&old.check, &new.check),
        (Check::Item { index: old_index, rule: old }, Check::Item { index: new_index, rule: new }) => {
            old_index == new_index && same_kind(&old.check, &new.check)
        }
        (Check::Range { .. }, Check::Range { .. }) => true,
        (old, new) => old == new,
    }
}

fn compare_rule(old: &Rule, new: &Rule) -> Option<Change> {
    if old == new {
        return None;
    }
    match relation(&old.check, &new.check) {
        SetRelation::Equal => Some(Change::informational("rule-message-changed", "rule message changed")),
        relation => {
            let message = format!("rule changed from {} to {}", old.check, new.check);
            Some(Change::new("rule-changed", relation, message))
        }
    }
}

fn relation(old: &Check, new: &Check) -> SetRelation {
    match (old, new) {
        (Check::Length { min, max, .. }, Check::Length { min: new_min, max: new_max, .. }) => {
            let (old, new) = ((bound(min), bound(max)), (bound(new_min), bound(new_max)));
            range_relation(old, new, |a, b| a.cmp(b) as i8)
        }
        (Check::Range { min, max }, Check::Range { min: new_min, max: new_max }) => {
            range_relation((min.as_deref(), max.as_deref()), (new_min.as_deref(), new_max.as_deref()), compare_numbers)
        }
        (Check::Each(old), Check::Each(new)) | (Check::Item { rule: old, .. }, Check::Item { rule: new, .. }) => {
            relation(&old.check, &new.check)
        }
        _ => SetRelation::Equal,
    }
}

fn bound(bound: &Option<u64>) -> Option<&u64> {
    bound.as_ref()
}

/// Returns the relation of two ranges. A missing bound is unlimited.
fn range_relation<T>(
    old: (Option<T>, Option<T>),
    new: (Option<T>, Option<T>),
    order: impl Fn(T, T) -> i8,
) -> SetRelation
where
    T: Copy,
{
    let starts_within = |a: Option<T>, b: Option<T>| match (a, b) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(a), Some(b)) => order(a, b) >= 0,
    };
    let ends_within = |a: Option<T>, b: Option<T>| match (a, b) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(a), Some(b)) => order(a, b) <= 0,
    };
    SetRelation::new(
        starts_within(old.0, new.0) && ends_within(old.1, new.1),
        starts_within(new.0, old.0) && ends_within(new.1, old.1),
    )
}

/// Compares two decimal strings, exactly if both are integers.
fn compare_numbers(a: &str, b: &str) -> i8 {
    match (a.parse::<i128>(), b.parse::<i128>()) {
        (Ok(a), Ok(b)) => a.cmp(&b) as i8,
        _ => a.parse().unwrap_or(f64::NAN).total_cmp(&b.parse().unwrap_or(f64::NAN)) as i8,
    }
}
