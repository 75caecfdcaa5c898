//! What an input must keep to beyond its type: who tightens it refuses clients, who loosens it does not.

use super::{Change, SetRelation};
use isotype_contract::{Check, Contract, Rule, Shape};

/// What the values of one place must keep to, before and after: by the place, and by the type where there is one on one side alone. What
/// changes between two types is told of the types.
pub(super) fn effective_rules(
    old: (&Contract, (&Shape, &[Rule])),
    new: (&Contract, (&Shape, &[Rule])),
) -> [Vec<Rule>; 2] {
    let is_named = |shape: &Shape| matches!(value(shape), Shape::Type { .. });
    let are_types = is_named(old.1.0) && is_named(new.1.0);
    [old, new].map(|(contract, (shape, own))| match are_types {
        true => own.to_vec(),
        false => [own, &type_rules(contract, value(shape))].concat(),
    })
}

/// What the values of a named type must keep to: it may be a newtype of another that has rules.
pub(super) fn type_rules(contract: &Contract, shape: &Shape) -> Vec<Rule> {
    match contract.definition_of(shape) {
        Some(definition) => [definition.rules.as_slice(), &type_rules(contract, &definition.shape)].concat(),
        None => Vec::new(),
    }
}

/// What is there when it is not null.
fn value(shape: &Shape) -> &Shape {
    match shape {
        Shape::Nullable(of) => value(of),
        shape => shape,
    }
}

pub(super) fn compare(old: &[Rule], new: &[Rule]) -> Vec<Change> {
    let ((before, old), (after, mut left)) = (split_normalizations(old), split_normalizations(new));
    let mut changes = Vec::new();
    if before != after {
        // Other texts keep to the same rules then.
        let extent = if old.is_empty() && left.is_empty() { SetRelation::Equal } else { SetRelation::Incomparable };
        let words = |rules: &[&Rule]| rules.iter().map(|rule| rule.check.to_string()).collect::<Vec<_>>().join(", ");
        let words = format!("is brought to another form first: {:?}, and it was {:?}", words(&after), words(&before));
        changes.push(Change::new("normal-form-changed", extent, words));
    }
    for rule in old {
        let same = left.iter().position(|other| same_kind(&rule.check, &other.check));
        match same.map(|at| left.remove(at)) {
            Some(other) => changes.extend(changed(rule, other)),
            None => changes.push(Change::new(
                "rule-removed",
                SetRelation::Superset,
                format!("need not keep to: {}", rule.check),
            )),
        }
    }
    let added = left.into_iter();
    changes.extend(
        added.map(|rule| {
            Change::new("rule-added", SetRelation::Subset, format!("must keep to this now: {}", rule.check))
        }),
    );
    changes
}

/// What changes a text, and what checks it then.
fn split_normalizations(rules: &[Rule]) -> (Vec<&Rule>, Vec<&Rule>) {
    rules.iter().partition(|rule| rule.check.is_normalization())
}

/// Whether one rule is the other, tightened or loosened.
fn same_kind(old: &Check, new: &Check) -> bool {
    match (old, new) {
        (Check::Length { unit, .. }, Check::Length { unit: other, .. }) => unit == other,
        (Check::Each(old), Check::Each(new)) => same_kind(&old.check, &new.check),
        (Check::Item { index: at, rule: old }, Check::Item { index: same, rule: new }) => {
            at == same && same_kind(&old.check, &new.check)
        }
        (Check::Range { .. }, Check::Range { .. }) => true,
        (old, new) => old == new,
    }
}

fn changed(old: &Rule, new: &Rule) -> Option<Change> {
    if old == new {
        return None;
    }
    match relation(&old.check, &new.check) {
        SetRelation::Equal => Some(Change::informational("rule-message", "a message for people changed")),
        extent => {
            let words = format!("must keep to another rule: {}, and it was {}", new.check, old.check);
            Some(Change::new("rule-changed", extent, words))
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
            range_relation((min.as_deref(), max.as_deref()), (new_min.as_deref(), new_max.as_deref()), number)
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

/// How two stretches stand to each other; an end that is not there is endless.
fn range_relation<T>(
    old: (Option<T>, Option<T>),
    new: (Option<T>, Option<T>),
    order: impl Fn(T, T) -> i8,
) -> SetRelation
where
    T: Copy,
{
    let from = |a: Option<T>, b: Option<T>| match (a, b) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(a), Some(b)) => order(a, b) >= 0,
    };
    let to = |a: Option<T>, b: Option<T>| match (a, b) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(a), Some(b)) => order(a, b) <= 0,
    };
    SetRelation::new(from(old.0, new.0) && to(old.1, new.1), from(new.0, old.0) && to(new.1, old.1))
}

/// The order of two numbers that are told as text: exact where they are whole.
fn number(a: &str, b: &str) -> i8 {
    match (a.parse::<i128>(), b.parse::<i128>()) {
        (Ok(a), Ok(b)) => a.cmp(&b) as i8,
        _ => a.parse().unwrap_or(f64::NAN).total_cmp(&b.parse().unwrap_or(f64::NAN)) as i8,
    }
}
