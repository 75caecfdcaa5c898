//! Queries that take nothing.

use isotype::prelude::*;
use serde::Serialize;

use crate::caller;

pub(crate) fn mount(api: Router<()>) -> Router<()> {
    api.query("ping", ping)
        .query("nul", nul)
        .query("undef", undef)
        .query("optFields", optional_fields)
        .query("whoami", caller::whoami)
        .query("me", caller::me)
}

/// Answers.
#[procedure]
async fn ping(_: Ctx<()>, _: ()) -> String {
    "pong".to_owned()
}

/// A value that may be absent, and is.
#[procedure]
async fn nul(_: Ctx<()>, _: ()) -> Option<String> {
    None
}

/// No value: `null` on the wire, since clients cannot keep `undefined`.
#[procedure]
async fn undef(_: Ctx<()>, _: ()) {}

/// An object with members that may be absent.
#[derive(Serialize, Type)]
struct OptionalFields {
    b: Option<String>,
    c: u8,
    list: Vec<Option<u8>>,
}

/// Absent members are `null`, and so are absent elements.
#[procedure]
async fn optional_fields(_: Ctx<()>, _: ()) -> OptionalFields {
    OptionalFields { b: None, c: 1, list: vec![None, Some(1)] }
}
