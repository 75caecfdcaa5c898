//! Mutations in a namespace.

use isotype::{CallError, ProcedureKind, RawJson, prelude::*, raw};
use serde::{Deserialize, Serialize};

use crate::inputs::json_or_null;

pub(crate) fn router() -> Router<()> {
    Router::new()
        .mutation("create", create)
        .mutation("touch", touch)
        .mutation("login", login)
        .procedure("optMut", raw(ProcedureKind::Mutation, optional))
}

/// A post to be made.
#[derive(Deserialize, Type)]
struct NewPost {
    title: String,
}

/// A post.
#[derive(Serialize, Type)]
struct Post {
    id: u32,
    title: String,
}

/// Makes a post.
#[procedure]
async fn create(_: Ctx<()>, NewPost { title }: NewPost) -> Post {
    Post { id: 1, title }
}

/// A mutation without an input.
#[procedure]
async fn touch(_: Ctx<()>, _: ()) -> String {
    "touched".to_owned()
}

/// Sets a cookie.
#[procedure]
async fn login(ctx: Ctx<()>, _: ()) -> String {
    ctx.append_header(axum::http::header::SET_COOKIE, axum::http::HeaderValue::from_static("seen=1"));
    "in".to_owned()
}

/// Any JSON, or none.
async fn optional(_: Ctx<()>, input: RawJson) -> Result<RawJson, CallError> {
    let input = json_or_null(&input)?;
    Ok(format!("{{\"input\":{input}}}").into())
}
