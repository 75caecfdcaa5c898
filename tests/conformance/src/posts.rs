//! Mutations in a nested router.

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

/// Input of `post.create`.
#[derive(Deserialize, Type)]
struct NewPost {
    title: String,
}

/// Created post.
#[derive(Serialize, Type)]
struct Post {
    id: u32,
    title: String,
}

/// Creates a post.
#[procedure]
async fn create(_: Ctx<()>, NewPost { title }: NewPost) -> Post {
    Post { id: 1, title }
}

/// Takes no input.
#[procedure]
async fn touch(_: Ctx<()>, _: ()) -> String {
    "touched".to_owned()
}

/// Sets a cookie in the response.
#[procedure]
async fn login(ctx: Ctx<()>, _: ()) -> String {
    ctx.append_header(axum::http::header::SET_COOKIE, axum::http::HeaderValue::from_static("seen=1"));
    "in".to_owned()
}

/// Returns the input, any JSON or none.
async fn optional(_: Ctx<()>, input: RawJson) -> Result<RawJson, CallError> {
    let input = json_or_null(&input)?;
    Ok(format!("{{\"input\":{input}}}").into())
}
