//! Queries that take nothing.

use axum::http::{HeaderValue, header};
use isotype::prelude::*;
use serde::Serialize;

use crate::caller;

pub(crate) fn register(api: Router<()>) -> Router<()> {
    api.query("ping", ping)
        .query("nul", nul)
        .query("undef", undef)
        .query("optFields", optional_fields)
        .query("cached", cached)
        .query("cachedNever", cached_never)
        .query("cachedFailing", cached_failing)
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

/// Caches may keep it for a minute.
#[procedure]
async fn cached(ctx: Ctx<()>, _: ()) -> String {
    ctx.append_header(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    "kept".to_owned()
}

/// Caches may not keep it.
#[procedure]
async fn cached_never(ctx: Ctx<()>, _: ()) -> String {
    ctx.append_header(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    "not kept".to_owned()
}

/// Fails, after it has said that caches may keep what it answers.
#[procedure]
async fn cached_failing(ctx: Ctx<()>, _: ()) -> Result<String, NotFound> {
    ctx.append_header(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    Err(NotFound::new("it is gone"))
}
