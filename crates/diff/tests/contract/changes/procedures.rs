//! Changes to procedures, guards, REST routes and errors.

use std::borrow::Cow;

use isotype_contract::{
    Contract, ErrorVariant, GuardInfo, InputEncoding, Policy, Procedure, ProcedureKind, RateLimitKey, RestRoute,
    SecurityScheme,
};
use isotype_diff::{Compatibility, Compatibility::*, SemverBump, SemverBump::*};
use isotype_lowering::Registry;

use super::{
    change_case::{Case, TestType, api, change, other, procedure},
    evidence::Evidence,
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
        reversed(other("a procedure is removed", add, BreaksClients, Major)),
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
        reversed(one_of(
            "`renamed_from` is removed",
            |it| it.aliases = vec!["posts.write".into()],
            BreaksClients,
            Major,
        )),
        one_of("a mutation becomes a query", |it| it.kind = ProcedureKind::Query, BreaksClients, Major),
        one_of("an input becomes a form", |it| it.encoding = InputEncoding::Form, BreaksClients, Major),
        one_of("an output becomes a stream", |it| it.streaming = true, BreaksClients, Major),
        one_of("event ids are added", |it| it.tracked = true, BreaksClients, Major),
        one_of("a guard is added", |it| it.guards = vec!["User".into()], BreaksClients, Major),
        reversed(one_of("a guard is removed", |it| it.guards = vec!["User".into()], BreaksServers, Minor)),
        one_of("a rate limit is added", |it| it.policies = vec![rate(60)], Compatible, Patch),
        one_of("idempotency is added", |it| it.policies = vec![key(false)], BreaksServers, Minor),
        reversed(one_of("idempotency is removed", |it| it.policies = vec![key(false)], BreaksClients, Major)),
        one_of("idempotency with a required key is added", |it| it.policies = vec![key(true)], BreaksClients, Major),
        one_of("a procedure is declared public", |it| it.public = true, Compatible, Patch),
        one_of("a procedure's documentation changes", |it| it.docs = "Other docs.".into(), Compatible, Patch),
        one_of("a procedure is deprecated", |it| it.deprecated = Some("use another".into()), Compatible, Minor),
    ];
    cases.extend([rest(), guards(), declared_errors()].into_iter().flatten());
    cases
}

fn declared_errors() -> Vec<Case> {
    let conflict: &[(&str, &str)] = &[("Taken", "CONFLICT")];
    let locked: &[(&str, &str)] = &[("Taken", "CONFLICT"), ("Locked", "FORBIDDEN")];
    vec![
        errors(
            "an error is added",
            api_with_error::<one::old::E>(conflict),
            api_with_error::<one::new::E>(locked),
            Compatible,
            Minor,
        ),
        errors(
            "an error is removed",
            api_with_error::<one::new::E>(locked),
            api_with_error::<one::old::E>(conflict),
            Compatible,
            Minor,
        ),
        errors(
            "an error's code changes",
            api_with_error::<one::old::E>(conflict),
            api_with_error::<one::old::E>(&[("Taken", "BAD_REQUEST")]),
            BreaksClients,
            Major,
        ),
        errors(
            "a field of an error changes its type",
            api_with_error::<member::old::E>(conflict),
            api_with_error::<member::new::E>(conflict),
            BreaksClients,
            Major,
        ),
        errors(
            "a field is added to an error",
            api_with_error::<more::old::E>(conflict),
            api_with_error::<more::new::E>(conflict),
            BreaksServers,
            Minor,
        ),
        errors(
            "a field is removed from an error",
            api_with_error::<more::new::E>(conflict),
            api_with_error::<more::old::E>(conflict),
            BreaksClients,
            Major,
        ),
    ]
}

fn rate(calls: u32) -> Policy {
    Policy::RateLimit { name: "writes".into(), max_calls: calls, period_ms: 60_000, key: RateLimitKey::Caller }
}

fn key(required: bool) -> Policy {
    Policy::Idempotency { ttl_ms: 86_400_000, required }
}

/// Returns cases for changes to REST routes.
fn rest() -> Vec<Case> {
    let by = |rest: &'static str| move |it: &mut Procedure| it.rest = Some(rest.parse().expect("valid route"));

    vec![
        one_of("a REST route replaces the conventional one", by("POST /posts"), BreaksClients, Major),
        one_of("the conventional REST route is declared", by("POST /posts/create"), Compatible, Patch),
        between("the path of a REST route changes", &["POST /posts"], &["POST /articles"], BreaksClients, Major),
        between("the method of a REST route changes", &["POST /posts"], &["PUT /posts"], BreaksClients, Major),
        between("the status of a REST route changes", &["POST /posts"], &["POST /posts 201"], BreaksClients, Major),
        between("a field moves into the path", &["PUT /posts", "PUT /posts/{a}"], &[], BreaksClients, Major),
        between(
            "path parameters are reordered",
            &["PUT /posts/{a}/{b}", "PUT /posts/{b}/{a}"],
            &[],
            BreaksClients,
            Major,
        ),
        query::<plain::old::T, plain::new::T>("a string in a query parameter becomes any JSON", BreaksClients, Major),
        query::<number::old::T, number::new::T>("a number in a query parameter becomes any JSON", BreaksServers, Minor),
        query::<items::old::T, items::new::T>(
            "items of a list in a query parameter become nullable",
            BreaksClients,
            Major,
        ),
        path("a path parameter is renamed with an alias", "PUT /posts/{b}", BreaksServers, Major),
    ]
}

fn guards() -> Vec<Case> {
    let by = |scheme: Option<SecurityScheme>| {
        move |contract: &mut Contract| contract.guards = vec![GuardInfo { name: "User".into(), scheme: scheme.clone() }]
    };
    let header = |name: &'static str| Some(SecurityScheme::Header(Cow::Borrowed(name)));
    let changed = |name, old: Option<SecurityScheme>, new: Option<SecurityScheme>, compatibility, bump| {
        let mut case = other(name, by(new), compatibility, bump);
        by(old)(&mut case.old);
        case
    };
    vec![
        changed(
            "a guard's scheme changes from bearer to cookie",
            Some(SecurityScheme::Bearer),
            Some(SecurityScheme::Cookie("session".into())),
            BreaksClients,
            Major,
        ),
        changed("a guard's header is renamed", header("x-key"), header("x-api-key"), BreaksClients, Major),
        changed("a guard's header changes case", header("X-Key"), header("x-key"), Compatible, Patch),
        changed("a guard's scheme becomes documented", None, Some(SecurityScheme::Bearer), Compatible, Patch),
    ]
}

/// Creates a case in which the REST route changes from the first of the given routes to the last.
fn between(name: &'static str, old: &[&str], new: &[&str], compatibility: Compatibility, bump: SemverBump) -> Case {
    let all: Vec<RestRoute> = old.iter().chain(new).map(|rest| rest.parse().expect("valid route")).collect();
    let [mut before, mut after] = [api::<members::old::T, ()>(), api::<members::old::T, ()>()];
    for (contract, rest) in [(&mut before, all.first()), (&mut after, all.last())] {
        contract.procedures[0].rest = rest.cloned();
    }
    Case { name, location: "route", old: before, new: after, compatibility, bump, evidence: Evidence::None }
}

/// Creates a case in which the input of a query changes. The input is sent in the query string.
fn query<Old: TestType, New: TestType>(name: &'static str, compatibility: Compatibility, bump: SemverBump) -> Case {
    let [mut old, mut new] = [api::<Old, ()>(), api::<New, ()>()];
    [&mut old, &mut new].into_iter().for_each(|contract| contract.procedures[0].kind = ProcedureKind::Query);
    Case { name, location: "route", old, new, compatibility, bump, evidence: Evidence::None }
}

/// Creates a case in which the input field `a` is renamed to `b`, and the route changes from `PUT /posts/{a}` to
/// `rest`.
fn path(name: &'static str, rest: &str, compatibility: Compatibility, bump: SemverBump) -> Case {
    let [mut old, mut new] = [api::<renamed::old::T, ()>(), api::<renamed::new::T, ()>()];
    old.procedures[0].rest = Some("PUT /posts/{a}".parse().expect("valid route"));
    new.procedures[0].rest = Some(rest.parse().expect("valid route"));
    Case { name, location: "route", old, new, compatibility, bump, evidence: Evidence::None }
}

fn one_of(
    name: &'static str,
    change: impl FnOnce(&mut Procedure),
    compatibility: Compatibility,
    bump: SemverBump,
) -> Case {
    other(name, |contract| change(&mut contract.procedures[0]), compatibility, bump)
}

/// Swaps the old and new contracts of a case.
fn reversed(mut case: Case) -> Case {
    std::mem::swap(&mut case.old, &mut case.new);
    case
}

fn errors(name: &'static str, old: Contract, new: Contract, compatibility: Compatibility, bump: SemverBump) -> Case {
    Case { name, location: "error", old, new, compatibility, bump, evidence: Evidence::None }
}

fn api_with_error<E: isotype_lowering::Type>(variants: &[(&'static str, &'static str)]) -> Contract {
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
    registry.finish().expect("should be representable")
}
