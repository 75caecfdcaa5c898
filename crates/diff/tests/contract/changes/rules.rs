//! Changes to validation rules, which are not part of the types.

use isotype_contract::{Check, Contract, LengthUnit, Rule, Scalar, Shape};
use isotype_diff::{Compatibility, Compatibility::*, SemverBump, SemverBump::*};

use super::change_case::{Case, api, change};

change!(post { pub struct T { title: String } } => {});
change!(named { pub struct Title(String); pub struct T { title: Option<Title> } } => {});

pub(crate) fn cases() -> Vec<Case> {
    [field_rules(), newtype_rules()].into_iter().flatten().collect()
}

fn field_rules() -> Vec<Case> {
    let range = |min: &str, max: &str| Check::Range { min: Some(min.to_owned()), max: Some(max.to_owned()) };
    let each = |check| Check::Each(Box::new(Rule { check, message: None }));
    vec![
        case("a rule is added", None, Some(Check::Email), BreaksClients, Major),
        case("a rule is removed", Some(Check::Email), None, BreaksServers, Minor),
        case(
            "a maximum length decreases",
            Some(length(None, Some(9))),
            Some(length(None, Some(8))),
            BreaksClients,
            Major,
        ),
        case(
            "a maximum length increases",
            Some(length(None, Some(9))),
            Some(length(None, Some(10))),
            BreaksServers,
            Minor,
        ),
        case(
            "a minimum length is added",
            Some(length(None, Some(9))),
            Some(length(Some(1), Some(9))),
            BreaksClients,
            Major,
        ),
        case(
            "a minimum length is removed",
            Some(length(Some(1), None)),
            Some(length(None, None)),
            BreaksServers,
            Minor,
        ),
        case("a range narrows", Some(range("0", "10")), Some(range("1", "10")), BreaksClients, Major),
        case("a range widens", Some(range("0", "9.5")), Some(range("-1", "10")), BreaksServers, Minor),
        case("a range moves", Some(range("0", "10")), Some(range("5", "15")), BreaksClients, Major),
        case(
            "a pattern changes",
            Some(Check::Pattern("^a".into())),
            Some(Check::Pattern("^b".into())),
            BreaksClients,
            Major,
        ),
        case(
            "the rule for each item becomes stricter",
            Some(each(length(None, Some(9)))),
            Some(each(length(None, Some(8)))),
            BreaksClients,
            Major,
        ),
    ]
}

fn newtype_rules() -> Vec<Case> {
    vec![
        of_newtype("a rule is added to a newtype", None, Some(Check::Email), BreaksClients, Major),
        of_newtype("a rule is removed from a newtype", Some(Check::Email), None, BreaksServers, Minor),
        of_newtype(
            "a newtype's maximum length decreases",
            Some(length(None, Some(9))),
            Some(length(None, Some(8))),
            BreaksClients,
            Major,
        ),
        moved("a rule moves into a newtype", Some(Check::Email), Some(Check::Email), Compatible, Major),
        moved("a value becomes a newtype with a rule", None, Some(Check::Email), BreaksClients, Major),
    ]
}

fn length(min: Option<u64>, max: Option<u64>) -> Check {
    Check::Length { unit: LengthUnit::Chars, min, max }
}

/// Creates a case in which the rules of a newtype change.
fn of_newtype(
    name: &'static str,
    old: Option<Check>,
    new: Option<Check>,
    compatibility: Compatibility,
    bump: SemverBump,
) -> Case {
    let [old, new] = [old, new].map(newtype);
    Case { name, location: "input", old, new, compatibility, bump, evidence: super::evidence::Evidence::None }
}

fn newtype(check: Option<Check>) -> Contract {
    let mut contract = api::<named::old::T, ()>();
    let title =
        contract.types.iter_mut().find(|definition| definition.name == "Title").expect("should be in the contract");
    title.rules = check.into_iter().map(Rule::from).collect();
    contract
}

/// Creates a case in which a rule moves from a field to a newtype that becomes the field's type.
fn moved(
    name: &'static str,
    old: Option<Check>,
    new: Option<Check>,
    compatibility: Compatibility,
    bump: SemverBump,
) -> Case {
    let mut before = newtype(None);
    let t = before.types.iter_mut().find(|definition| definition.name == "T").expect("should be in the contract");
    let Shape::Object(object) = &mut t.shape else { unreachable!("expected an object") };
    object.fields[0].shape = Shape::Nullable(Box::new(Scalar::String.into()));
    object.fields[0].rules = old.into_iter().map(Rule::from).collect();
    Case {
        name,
        location: "input",
        old: before,
        new: newtype(new),
        compatibility,
        bump,
        evidence: super::evidence::Evidence::None,
    }
}

fn case(
    name: &'static str,
    old: Option<Check>,
    new: Option<Check>,
    compatibility: Compatibility,
    bump: SemverBump,
) -> Case {
    let contract = |check: Option<Check>| {
        let mut contract = api::<post::old::T, ()>();
        let Shape::Object(object) = &mut contract.types[0].shape else { unreachable!("expected an object") };
        object.fields[0].rules = check.into_iter().map(|check| Rule { check, message: None }).collect();
        contract
    };
    Case {
        name,
        location: "input",
        old: contract(old),
        new: contract(new),
        compatibility,
        bump,
        evidence: super::evidence::Evidence::None,
    }
}
