//! What an input must keep to. No type shows it: the verdicts are all there is.

use isotype_schema::{Check, Rule, Shape, Step, Step::*, Unit, Verdict, Verdict::*};

use super::case::{Case, api, change};

change!(post { pub struct T { title: String } } => {});

pub(crate) fn cases() -> Vec<Case> {
    let length = |min, max| Check::Length { unit: Unit::Chars, min, max };
    let range = |min: &str, max: &str| Check::Range { min: Some(min.to_owned()), max: Some(max.to_owned()) };
    let each = |check| Check::Each(Box::new(Rule { check, message: None }));
    vec![
        case("a rule is added", None, Some(Check::Email), Clients, Major),
        case("a rule is removed", Some(Check::Email), None, Servers, Minor),
        case("a longest length gets shorter", Some(length(None, Some(9))), Some(length(None, Some(8))), Clients, Major),
        case("a longest length gets longer", Some(length(None, Some(9))), Some(length(None, Some(10))), Servers, Minor),
        case("a least length is added", Some(length(None, Some(9))), Some(length(Some(1), Some(9))), Clients, Major),
        case("a least length is taken away", Some(length(Some(1), None)), Some(length(None, None)), Servers, Minor),
        case("a range narrows", Some(range("0", "10")), Some(range("1", "10")), Clients, Major),
        case("a range widens", Some(range("0", "9.5")), Some(range("-1", "10")), Servers, Minor),
        case("a range moves", Some(range("0", "10")), Some(range("5", "15")), Clients, Major),
        case("a pattern changes", Some(Check::Pattern("^a".into())), Some(Check::Pattern("^b".into())), Clients, Major),
        case(
            "the rule of each item tightens",
            Some(each(length(None, Some(9)))),
            Some(each(length(None, Some(8)))),
            Clients,
            Major,
        ),
    ]
}

fn case(what: &'static str, old: Option<Check>, new: Option<Check>, verdict: Verdict, step: Step) -> Case {
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
        proof: super::proof::Proof::None,
    }
}
