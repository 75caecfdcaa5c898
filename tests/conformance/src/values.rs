//! Queries without an input.

use axum::http::{HeaderValue, header};
use isotype::prelude::*;
use serde::Serialize;

use crate::auth;

pub(crate) fn register(api: Router<()>) -> Router<()> {
    api.query("ping", ping)
        .query("nul", nul)
        .query("undef", undef)
        .query("optFields", optional_fields)
        .query("cached", cached)
        .query("cachedNever", cached_never)
        .query("cachedFailing", cached_failing)
        .query("whoami", auth::whoami)
        .query("me", auth::me)
}

/// Returns `"pong"`.
#[procedure]
async fn ping(_: Ctx<()>, _: ()) -> String {
    "pong".to_owned()
}

/// Returns an optional value that is absent.
#[procedure]
async fn nul(_: Ctx<()>, _: ()) -> Option<String> {
    None
}

/// Returns no value; the response has `null`, because query caches reject `undefined`.
#[procedure]
async fn undef(_: Ctx<()>, _: ()) {}

/// Object with optional fields.
#[derive(Serialize, Type)]
struct OptionalFields {
    b: Option<String>,
    c: u8,
    list: Vec<Option<u8>>,
}

/// Returns absent fields and elements as `null`.
#[procedure]
async fn optional_fields(_: Ctx<()>, _: ()) -> OptionalFields {
    OptionalFields { b: None, c: 1, list: vec![None, Some(1)] }
}

/// Allows caches to store the response for a minute.
#[procedure]
async fn cached(ctx: Ctx<()>, _: ()) -> String {
    ctx.append_header(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    "kept".to_owned()
}

/// Prevents caches from storing the response.
#[procedure]
async fn cached_never(ctx: Ctx<()>, _: ()) -> String {
    ctx.append_header(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    "not kept".to_owned()
}

/// Fails after it has set `cache-control: public`.
#[procedure]
async fn cached_failing(ctx: Ctx<()>, _: ()) -> Result<String, NotFound> {
    ctx.append_header(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    Err(NotFound::new("it is gone"))
}
