//! What an input must keep to. No type shows it: the verdicts are all there is.

use isotype_contract::{Check, Contract, LengthUnit, Rule, Scalar, Shape};
use isotype_diff::{Compatibility, Compatibility::*, SemverBump, SemverBump::*};

use super::change_case::{Case, api, change};

change!(post { pub struct T { title: String } } => {});
change!(named { pub struct Title(String); pub struct T { title: Option<Title> } } => {});

pub(crate) fn cases() -> Vec<Case> {
    let length = |min, max| Check::Length { unit: LengthUnit::Chars, min, max };
    let range = |min: &str, max: &str| Check::Range { min: Some(min.to_owned()), max: Some(max.to_owned()) };
    let each = |check| Check::Each(Box::new(Rule { check, message: None }));
    vec![
        case("a rule is added", None, Some(Check::Email), BreaksClients, Major),
        case("a rule is removed", Some(Check::Email), None, BreaksServers, Minor),
        case(
            "a longest length gets shorter",
            Some(length(None, Some(9))),
            Some(length(None, Some(8))),
            BreaksClients,
            Major,
        ),
        case(
            "a longest length gets longer",
            Some(length(None, Some(9))),
            Some(length(None, Some(10))),
            BreaksServers,
            Minor,
        ),
        case(
            "a least length is added",
            Some(length(None, Some(9))),
            Some(length(Some(1), Some(9))),
            BreaksClients,
            Major,
        ),
        case(
            "a least length is taken away",
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
            "the rule of each item tightens",
            Some(each(length(None, Some(9)))),
            Some(each(length(None, Some(8)))),
            BreaksClients,
            Major,
        ),
        of_newtype("a newtype gets a rule", None, Some(Check::Email), BreaksClients, Major),
        of_newtype("a newtype loses a rule", Some(Check::Email), None, BreaksServers, Minor),
        of_newtype(
            "a newtype's length tightens",
            Some(length(None, Some(9))),
            Some(length(None, Some(8))),
            BreaksClients,
            Major,
        ),
        moved("a rule moves into a newtype", Some(Check::Email), Some(Check::Email), Compatible, Major),
        moved("a value becomes a newtype with a rule", None, Some(Check::Email), BreaksClients, Major),
    ]
}

/// The rules of the newtype that a member is.
fn of_newtype(
    what: &'static str,
    old: Option<Check>,
    new: Option<Check>,
    verdict: Compatibility,
    step: SemverBump,
) -> Case {
    let [old, new] = [old, new].map(newtype);
    Case { what, sent: "input", old, new, verdict, step, proof: super::verify::Proof::None }
}

fn newtype(check: Option<Check>) -> Contract {
    let mut contract = api::<named::old::T, ()>();
    let title = contract.types.iter_mut().find(|definition| definition.name == "Title").expect("is told");
    title.rules = check.into_iter().map(Rule::from).collect();
    contract
}

/// From a rule of the member to one of the newtype that it is now.
fn moved(what: &'static str, old: Option<Check>, new: Option<Check>, verdict: Compatibility, step: SemverBump) -> Case {
    let mut before = newtype(None);
    let t = before.types.iter_mut().find(|definition| definition.name == "T").expect("is told");
    let Shape::Object(object) = &mut t.shape else { unreachable!("a struct") };
    object.fields[0].shape = Shape::Nullable(Box::new(Scalar::String.into()));
    object.fields[0].rules = old.into_iter().map(Rule::from).collect();
    Case { what, sent: "input", old: before, new: newtype(new), verdict, step, proof: super::verify::Proof::None }
}

fn case(what: &'static str, old: Option<Check>, new: Option<Check>, verdict: Compatibility, step: SemverBump) -> Case {
    let contract = |check: Option<Check>| {
        let mut contract = api::<post::old::T, ()>();
        let Shape::Object(object) = &mut contract.types[0].shape else { unreachable!("a struct") };
        object.fields[0].rules = check.into_iter().map(|check| Rule { check, message: None }).collect();
        contract
    };
    Case {
        what,
        sent: "input",
        old: contract(old),
        new: contract(new),
        verdict,
        step,
        proof: super::verify::Proof::None,
    }
}
