//! Procedures, their proofs, and their errors.

use std::borrow::Cow;

use isotype_contract::{
    Contract, ErrorVariant, GuardInfo as Proven, InputEncoding, Policy, Procedure, ProcedureKind, RateLimitKey,
    RestRoute, SecurityScheme,
};
use isotype_diff::{Compatibility, Compatibility::*, SemverBump, SemverBump::*};
use isotype_lowering::Registry;

use super::{
    change_case::{Case, Wire, api, change, other, procedure},
    verify::Proof,
};

change!(one { #[serde(tag = "type")] pub enum E { Taken { by: u32 } } } => { #[serde(tag = "type")] pub enum E { Taken { by: u32 }, Locked } });
change!(member { #[serde(tag = "type")] pub enum E { Taken { by: u32 } } } => { #[serde(tag = "type")] pub enum E { Taken { by: String } } });
change!(members { pub struct T { a: String, b: String } } => {});
change!(plain { pub struct T { a: String } } => { pub struct T { a: serde_json::Value } });
change!(number { pub struct T { a: u32 } } => { pub struct T { a: serde_json::Value } });
change!(items { pub struct T { a: Vec<u32> } } => { pub struct T { a: Vec<Option<u32>> } });
change!(renamed { pub struct T { a: u32 } } => { pub struct T { #[serde(alias = "a")] b: u32 } });
change!(more { #[serde(tag = "type")] pub enum E { Taken { by: u32 } } } => { #[serde(tag = "type")] pub enum E { Taken { by: u32, at: u32 } } });

pub(crate) fn cases() -> Vec<Case> {
    let add = |contract: &mut Contract| {
        let again = Procedure { name: "posts.drop".into(), ..contract.procedures[0].clone() };
        contract.procedures.push(again);
    };
    let mut cases = vec![
        other("nothing changes", |_| {}, Compatible, Patch),
        other("a procedure is added", add, BreaksServers, Minor),
        turned(other("a procedure is removed", add, BreaksClients, Major)),
        one_of("a procedure is renamed", |it| it.name = "posts.write".into(), BreaksClients, Major),
        one_of(
            "a procedure is renamed by `renamed_from`",
            |it| {
                it.name = "posts.write".into();
                it.aliases = vec!["posts.create".into()];
            },
            BreaksServers,
            Major,
        ),
        turned(one_of(
            "`renamed_from` is taken away",
            |it| it.aliases = vec!["posts.write".into()],
            BreaksClients,
            Major,
        )),
        one_of("a mutation becomes a query", |it| it.kind = ProcedureKind::Query, BreaksClients, Major),
        one_of("an input becomes a form", |it| it.encoding = InputEncoding::Form, BreaksClients, Major),
        one_of("an answer becomes a stream", |it| it.streaming = true, BreaksClients, Major),
        one_of("items get an id", |it| it.tracked = true, BreaksClients, Major),
        one_of("a proof is asked for", |it| it.guards = vec!["User".into()], BreaksClients, Major),
        turned(one_of("a proof is not asked for any more", |it| it.guards = vec!["User".into()], BreaksServers, Minor)),
        one_of("a rate limit is added", |it| it.policies = vec![rate(60)], Compatible, Patch),
        one_of("an idempotency key is understood", |it| it.policies = vec![key(false)], BreaksServers, Minor),
        turned(one_of(
            "an idempotency key is not understood any more",
            |it| it.policies = vec![key(false)],
            BreaksClients,
            Major,
        )),
        one_of("an idempotency key is required", |it| it.policies = vec![key(true)], BreaksClients, Major),
        one_of("a procedure states that it is public", |it| it.public = true, Compatible, Patch),
        one_of("a procedure's documentation changes", |it| it.docs = "New words.".into(), Compatible, Patch),
        one_of("a procedure is deprecated", |it| it.deprecated = Some("use another".into()), Compatible, Minor),
    ];
    cases.extend(rest());
    cases.extend(proofs());
    let conflict: &[(&str, &str)] = &[("Taken", "CONFLICT")];
    let locked: &[(&str, &str)] = &[("Taken", "CONFLICT"), ("Locked", "FORBIDDEN")];
    cases.extend([
        errors("an error is added", erring::<one::old::E>(conflict), erring::<one::new::E>(locked), Compatible, Minor),
        errors(
            "an error is removed",
            erring::<one::new::E>(locked),
            erring::<one::old::E>(conflict),
            Compatible,
            Minor,
        ),
        errors(
            "an error's code changes",
            erring::<one::old::E>(conflict),
            erring::<one::old::E>(&[("Taken", "BAD_REQUEST")]),
            BreaksClients,
            Major,
        ),
        errors(
            "an error's member changes its type",
            erring::<member::old::E>(conflict),
            erring::<member::new::E>(conflict),
            BreaksClients,
            Major,
        ),
        errors(
            "an error gets a member",
            erring::<more::old::E>(conflict),
            erring::<more::new::E>(conflict),
            BreaksServers,
            Minor,
        ),
        errors(
            "an error loses a member",
            erring::<more::new::E>(conflict),
            erring::<more::old::E>(conflict),
            BreaksClients,
            Major,
        ),
    ]);
    cases
}

fn rate(calls: u32) -> Policy {
    Policy::RateLimit { name: "writes".into(), max_calls: calls, period_ms: 60_000, key: RateLimitKey::Caller }
}

fn key(required: bool) -> Policy {
    Policy::Idempotency { ms: 86_400_000, required }
}

/// Addresses in the manner of REST.
fn rest() -> Vec<Case> {
    let by = |rest: &'static str| move |it: &mut Procedure| it.rest = Some(rest.parse().expect("well-formed"));
    let told = "an address of one's own takes the place of convention's";
    vec![
        one_of(told, by("POST /posts"), BreaksClients, Major),
        one_of("convention's address is told", by("POST /posts/create"), Compatible, Patch),
        between("a path changes", &["POST /posts"], &["POST /articles"], BreaksClients, Major),
        between("a method changes", &["POST /posts"], &["PUT /posts"], BreaksClients, Major),
        between("a status changes", &["POST /posts"], &["POST /posts 201"], BreaksClients, Major),
        between("a member moves into the path", &["PUT /posts", "PUT /posts/{a}"], &[], BreaksClients, Major),
        between(
            "the members of a path change places",
            &["PUT /posts/{a}/{b}", "PUT /posts/{b}/{a}"],
            &[],
            BreaksClients,
            Major,
        ),
        query::<plain::old::T, plain::new::T>("a text in an address becomes any JSON", BreaksClients, Major),
        query::<number::old::T, number::new::T>("a number in an address becomes any JSON", BreaksServers, Minor),
        query::<items::old::T, items::new::T>("the items of a list in an address may be null", BreaksClients, Major),
        path("a member of the path is renamed, with an alias", "PUT /posts/{b}", BreaksServers, Major),
    ]
}

fn proofs() -> Vec<Case> {
    let by = |scheme: Option<SecurityScheme>| {
        move |contract: &mut Contract| contract.guards = vec![Proven { name: "User".into(), scheme: scheme.clone() }]
    };
    let header = |name: &'static str| Some(SecurityScheme::Header(Cow::Borrowed(name)));
    let changed = |what, old: Option<SecurityScheme>, new: Option<SecurityScheme>, verdict, step| {
        let mut case = other(what, by(new), verdict, step);
        by(old)(&mut case.old);
        case
    };
    vec![
        changed(
            "a proof is shown by a cookie",
            Some(SecurityScheme::Bearer),
            Some(SecurityScheme::Cookie("session".into())),
            BreaksClients,
            Major,
        ),
        changed("a proof's header is called otherwise", header("x-key"), header("x-api-key"), BreaksClients, Major),
        changed("a proof's header is spelt otherwise", header("X-Key"), header("x-key"), Compatible, Patch),
        changed("a proof's scheme gets known", None, Some(SecurityScheme::Bearer), Compatible, Patch),
    ]
}

/// From the first address to the last.
fn between(what: &'static str, old: &[&str], new: &[&str], verdict: Compatibility, step: SemverBump) -> Case {
    let all: Vec<RestRoute> = old.iter().chain(new).map(|rest| rest.parse().expect("well-formed")).collect();
    let [mut before, mut after] = [api::<members::old::T, ()>(), api::<members::old::T, ()>()];
    for (contract, rest) in [(&mut before, all.first()), (&mut after, all.last())] {
        contract.procedures[0].rest = rest.cloned();
    }
    Case { what, sent: "address", old: before, new: after, verdict, step, proof: Proof::None }
}

/// A change of what a query takes, by convention in its query string.
fn query<Old: Wire, New: Wire>(what: &'static str, verdict: Compatibility, step: SemverBump) -> Case {
    let [mut old, mut new] = [api::<Old, ()>(), api::<New, ()>()];
    [&mut old, &mut new].into_iter().for_each(|contract| contract.procedures[0].kind = ProcedureKind::Query);
    Case { what, sent: "address", old, new, verdict, step, proof: Proof::None }
}

/// A change from `PUT /posts/{a}`, where `a` is called `b`.
fn path(what: &'static str, rest: &str, verdict: Compatibility, step: SemverBump) -> Case {
    let [mut old, mut new] = [api::<renamed::old::T, ()>(), api::<renamed::new::T, ()>()];
    old.procedures[0].rest = Some("PUT /posts/{a}".parse().expect("well-formed"));
    new.procedures[0].rest = Some(rest.parse().expect("well-formed"));
    Case { what, sent: "address", old, new, verdict, step, proof: Proof::None }
}

fn one_of(what: &'static str, change: impl FnOnce(&mut Procedure), verdict: Compatibility, step: SemverBump) -> Case {
    other(what, |contract| change(&mut contract.procedures[0]), verdict, step)
}

/// The way back.
fn turned(mut case: Case) -> Case {
    std::mem::swap(&mut case.old, &mut case.new);
    case
}

fn errors(what: &'static str, old: Contract, new: Contract, verdict: Compatibility, step: SemverBump) -> Case {
    Case { what, sent: "error", old, new, verdict, step, proof: Proof::None }
}

fn erring<E: isotype_lowering::Type>(variants: &[(&'static str, &'static str)]) -> Contract {
    let mut registry = Registry::new();
    let mut procedure = procedure::<(), ()>(&mut registry);
    let shape = registry.describe::<E>();
    let variant = |(name, code): &(&'static str, &'static str)| ErrorVariant {
        name: Cow::Borrowed(name),
        code: Cow::Borrowed(code),
    };
    procedure.errors =
        vec![isotype_lowering::ErrorDescription { shape, variants: variants.iter().map(variant).collect() }];
    registry.add_procedure(procedure);
    registry.finish().expect("can be told")
}
