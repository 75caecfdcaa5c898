//! What an input must keep to beyond its type: who tightens it refuses clients, who loosens it does not.

use super::{Change, Extent};
use crate::{Check, Rule, Unit};

pub(super) fn compare(old: &[Rule], new: &[Rule]) -> Vec<Change> {
    let ((before, old), (after, mut left)) = (changes_first(old), changes_first(new));
    let mut changes = Vec::new();
    if before != after {
        // Other texts keep to the same rules then.
        let extent = if old.is_empty() && left.is_empty() { Extent::Same } else { Extent::Other };
        let words = |rules: &[&Rule]| rules.iter().map(|rule| words(&rule.check)).collect::<Vec<_>>().join(", ");
        let words = format!("is brought to another form first: {:?}, and it was {:?}", words(&after), words(&before));
        changes.push(Change::new("normal-form-changed", extent, words));
    }
    for rule in old {
        let same = left.iter().position(|other| same_kind(&rule.check, &other.check));
        match same.map(|at| left.remove(at)) {
            Some(other) => changes.extend(changed(rule, other)),
            None => changes.push(Change::new(
                "rule-removed",
                Extent::Wider,
                format!("need not keep to: {}", words(&rule.check)),
            )),
        }
    }
    let added = left.into_iter();
    changes.extend(added.map(|rule| {
        Change::new("rule-added", Extent::Narrower, format!("must keep to this now: {}", words(&rule.check)))
    }));
    changes
}

/// What changes a text, and what checks it then.
fn changes_first(rules: &[Rule]) -> (Vec<&Rule>, Vec<&Rule>) {
    rules.iter().partition(|rule| rule.check.is_change())
}

/// Whether one rule is the other, tightened or loosened.
fn same_kind(old: &Check, new: &Check) -> bool {
    match (old, new) {
        (Check::Length { unit, .. }, Check::Length { unit: other, .. }) => unit == other,
        (Check::Each(old), Check::Each(new)) => same_kind(&old.check, &new.check),
        (Check::Item { at, rule: old }, Check::Item { at: same, rule: new }) => {
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
    match extent(&old.check, &new.check) {
        Extent::Same => Some(Change::told("rule-message", "a message for people changed")),
        extent => {
            let words = format!("must keep to another rule: {}, and it was {}", words(&new.check), words(&old.check));
            Some(Change::new("rule-changed", extent, words))
        }
    }
}

fn extent(old: &Check, new: &Check) -> Extent {
    match (old, new) {
        (Check::Length { min, max, .. }, Check::Length { min: new_min, max: new_max, .. }) => {
            let (old, new) = ((bound(min), bound(max)), (bound(new_min), bound(new_max)));
            between(old, new, |a, b| a.cmp(b) as i8)
        }
        (Check::Range { min, max }, Check::Range { min: new_min, max: new_max }) => {
            between((min.as_deref(), max.as_deref()), (new_min.as_deref(), new_max.as_deref()), number)
        }
        (Check::Each(old), Check::Each(new)) | (Check::Item { rule: old, .. }, Check::Item { rule: new, .. }) => {
            extent(&old.check, &new.check)
        }
        _ => Extent::Same,
    }
}

fn bound(bound: &Option<u64>) -> Option<&u64> {
    bound.as_ref()
}

/// How two stretches stand to each other; an end that is not there is endless.
fn between<T>(old: (Option<T>, Option<T>), new: (Option<T>, Option<T>), order: impl Fn(T, T) -> i8) -> Extent
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
    Extent::of(from(old.0, new.0) && to(old.1, new.1), from(new.0, old.0) && to(new.1, old.1))
}

/// The order of two numbers that are told as text: exact where they are whole.
fn number(a: &str, b: &str) -> i8 {
    match (a.parse::<i128>(), b.parse::<i128>()) {
        (Ok(a), Ok(b)) => a.cmp(&b) as i8,
        _ => a.parse().unwrap_or(f64::NAN).total_cmp(&b.parse().unwrap_or(f64::NAN)) as i8,
    }
}

fn words(check: &Check) -> String {
    let stretch = |min: Option<String>, max: Option<String>| match (min, max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "any".to_owned(),
    };
    match check {
        Check::Trim => "without white space at its ends".to_owned(),
        Check::Lowercase => "in lower case".to_owned(),
        Check::Length { unit, min, max } => {
            let unit = match unit {
                Unit::Bytes => "bytes or items",
                Unit::Chars => "characters",
                Unit::Graphemes => "graphemes",
                Unit::Utf16 => "UTF-16 units",
            };
            format!("{} {unit}", stretch(min.map(|min| min.to_string()), max.map(|max| max.to_string())))
        }
        Check::Range { min, max } => stretch(min.clone(), max.clone()),
        Check::Ascii => "ASCII".to_owned(),
        Check::Alphanumeric => "letters and digits".to_owned(),
        Check::Email => "an e-mail address".to_owned(),
        Check::Url => "a URL".to_owned(),
        Check::Ip => "an IP address".to_owned(),
        Check::Ipv4 => "an IPv4 address".to_owned(),
        Check::Ipv6 => "an IPv6 address".to_owned(),
        Check::Pattern(pattern) => format!("matches {pattern:?}"),
        Check::Contains(text) => format!("contains {text:?}"),
        Check::Prefix(text) => format!("begins with {text:?}"),
        Check::Suffix(text) => format!("ends with {text:?}"),
        Check::Required => "must be there".to_owned(),
        Check::Each(rule) => format!("each item {}", words(&rule.check)),
        Check::Item { at, rule } => format!("item {at} {}", words(&rule.check)),
    }
}
