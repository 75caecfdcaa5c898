//! Constructors for contract rules, used by the code that `#[derive(Constraints)]` generates. They return `None` for a
//! rule that the contract cannot represent.

use std::marker::PhantomData;

use garde::rules::{inner::Inner, range::Bounds};
use isotype_contract::{Check, LengthUnit, Rule};

use super::NormalizeText;
pub use super::normalize::{lowercase, trim};

/// Captures the type of a field.
pub fn type_of<T>() -> PhantomData<T> {
    PhantomData
}

/// Captures the inner type of a field, which garde's `inner` validates.
pub fn inner_type<T: Inner<U>, U>(_: PhantomData<T>) -> PhantomData<U> {
    PhantomData
}

pub fn length(unit: LengthUnit, min: Option<usize>, max: Option<usize>) -> Option<Rule> {
    let number = |bound: Option<usize>| bound.and_then(|bound| u64::try_from(bound).ok());
    check(Check::Length { unit, min: number(min), max: number(max) })
}

pub fn range<T: Bounds>(_: PhantomData<T>, min: Option<T::Size>, max: Option<T::Size>) -> Option<Rule> {
    let text = |bound: Option<T::Size>| bound.as_ref().map(<T::Size as ToString>::to_string);
    check(Check::Range { min: text(min), max: text(max) })
}

/// Returns `None` if garde accepts internationalized domains: browsers do not support those.
pub fn email() -> Option<Rule> {
    match garde::rules::email::parse_email("a@\u{e9}.fr") {
        Ok(()) => None,
        Err(_) => check(Check::Email),
    }
}

pub fn contains(text: &str) -> Option<Rule> {
    check(Check::Contains(text.to_owned()))
}

pub fn prefix(text: &str) -> Option<Rule> {
    check(Check::Prefix(text.to_owned()))
}

pub fn suffix(text: &str) -> Option<Rule> {
    check(Check::Suffix(text.to_owned()))
}

pub fn pattern(regex: &str) -> Option<Rule> {
    check(Check::Pattern(regex.to_owned()))
}

pub fn each(rule: Option<Rule>) -> Option<Rule> {
    check(Check::Each(Box::new(rule?)))
}

/// Creates the rule that normalizes each string in a field.
pub fn normalization<T: NormalizeText>(_: PhantomData<T>, change: Check) -> Option<Rule> {
    (0..T::LIST_DEPTH).fold(check(change), |rule, _| each(rule))
}

pub fn check(check: Check) -> Option<Rule> {
    Some(check.into())
}

/// Adds a human-readable message to a rule.
pub fn with_message(rule: Option<Rule>, message: &str) -> Option<Rule> {
    Some(Rule { message: Some(message.to_owned()), ..rule? })
}
