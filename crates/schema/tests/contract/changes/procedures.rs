//! Procedures, their proofs, and their errors.

use std::borrow::Cow;

use isotype_schema::{
    Contract, Counted, Encoding, ErrorType, ErrorVariant, Kind, Policy, Procedure, Registry, Shape, Step, Step::*,
    Verdict, Verdict::*,
};

use super::{
    case::{Case, change, other, procedure},
    proof::Proof,
};

change!(one { #[serde(tag = "type")] pub enum E { Taken { by: u32 } } } => { #[serde(tag = "type")] pub enum E { Taken { by: u32 }, Locked } });
change!(member { #[serde(tag = "type")] pub enum E { Taken { by: u32 } } } => { #[serde(tag = "type")] pub enum E { Taken { by: String } } });
change!(more { #[serde(tag = "type")] pub enum E { Taken { by: u32 } } } => { #[serde(tag = "type")] pub enum E { Taken { by: u32, at: u32 } } });

pub(crate) fn cases() -> Vec<Case> {
    let add = |contract: &mut Contract| {
        let again = Procedure { name: "posts.drop".into(), ..contract.procedures[0].clone() };
        contract.procedures.push(again);
    };
    let mut cases = vec![
        other("nothing changes", |_| {}, Safe, Patch),
        other("a procedure is added", add, Servers, Minor),
        turned(other("a procedure is removed", add, Clients, Major)),
        one_of("a procedure is renamed", |it| it.name = "posts.write".into(), Clients, Major),
        one_of(
            "a procedure is renamed by `renamed_from`",
            |it| {
                it.name = "posts.write".into();
                it.aliases = vec!["posts.create".into()];
            },
            Servers,
            Major,
        ),
        turned(one_of("`renamed_from` is taken away", |it| it.aliases = vec!["posts.write".into()], Clients, Major)),
        one_of("a mutation becomes a query", |it| it.kind = Kind::Query, Clients, Major),
        one_of("an input becomes a form", |it| it.encoding = Encoding::Form, Clients, Major),
        one_of("an answer becomes a stream", |it| it.streams = true, Clients, Major),
        one_of("items get an id", |it| it.tracked = true, Clients, Major),
        one_of("a proof is asked for", |it| it.proofs = vec!["User".into()], Clients, Major),
        turned(one_of("a proof is not asked for any more", |it| it.proofs = vec!["User".into()], Servers, Minor)),
        one_of("a rate limit is added", |it| it.policies = vec![rate(60)], Safe, Patch),
        one_of("an idempotency key is understood", |it| it.policies = vec![key(false)], Servers, Minor),
        turned(one_of(
            "an idempotency key is not understood any more",
            |it| it.policies = vec![key(false)],
            Clients,
            Major,
        )),
        one_of("an idempotency key is required", |it| it.policies = vec![key(true)], Clients, Major),
        one_of("a procedure states that it is public", |it| it.public = true, Safe, Patch),
        one_of("a procedure's documentation changes", |it| it.docs = "New words.".into(), Safe, Patch),
        one_of("a procedure is deprecated", |it| it.deprecated = Some("use another".into()), Safe, Minor),
    ];
    let conflict: &[(&str, &str)] = &[("Taken", "CONFLICT")];
    let locked: &[(&str, &str)] = &[("Taken", "CONFLICT"), ("Locked", "FORBIDDEN")];
    cases.extend([
        errors("an error is added", erring::<one::old::E>(conflict), erring::<one::new::E>(locked), Safe, Minor),
        errors("an error is removed", erring::<one::new::E>(locked), erring::<one::old::E>(conflict), Safe, Minor),
        errors(
            "an error's code changes",
            erring::<one::old::E>(conflict),
            erring::<one::old::E>(&[("Taken", "BAD_REQUEST")]),
            Clients,
            Major,
        ),
        errors(
            "an error's member changes its type",
            erring::<member::old::E>(conflict),
            erring::<member::new::E>(conflict),
            Clients,
            Major,
        ),
        errors(
            "an error gets a member",
            erring::<more::old::E>(conflict),
            erring::<more::new::E>(conflict),
            Servers,
            Minor,
        ),
        errors(
            "an error loses a member",
            erring::<more::new::E>(conflict),
            erring::<more::old::E>(conflict),
            Clients,
            Major,
        ),
    ]);
    cases
}

fn rate(calls: u32) -> Policy {
    Policy::Rate { class: "writes".into(), calls, ms: 60_000, of: Counted::Caller }
}

fn key(required: bool) -> Policy {
    Policy::Idempotency { ms: 86_400_000, required }
}

fn one_of(what: &'static str, change: impl FnOnce(&mut Procedure<Shape>), verdict: Verdict, step: Step) -> Case {
    other(what, |contract| change(&mut contract.procedures[0]), verdict, step)
}

/// The way back.
fn turned(mut case: Case) -> Case {
    std::mem::swap(&mut case.old, &mut case.new);
    case
}

fn errors(what: &'static str, old: Contract, new: Contract, verdict: Verdict, step: Step) -> Case {
    Case { what, sent: "error", old, new, verdict, step, proof: Proof::None }
}

fn erring<E: isotype_schema::Type>(variants: &[(&'static str, &'static str)]) -> Contract {
    let mut registry = Registry::new();
    let mut procedure = procedure::<(), ()>(&mut registry);
    let shape = registry.shape::<E>();
    let variant = |(name, code): &(&'static str, &'static str)| ErrorVariant {
        name: Cow::Borrowed(name),
        code: Cow::Borrowed(code),
    };
    procedure.errors = vec![ErrorType { shape, variants: variants.iter().map(variant).collect() }];
    registry.add(procedure);
    registry.finish().expect("can be told")
}
