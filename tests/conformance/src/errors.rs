//! Procedures that fail with errors that clients can see.

use std::future::ready;

use isotype::{CallError, ProcedureKind, prelude::*, raw};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let named = |name: &str| Code::ALL.iter().copied().find(|code| code.as_str() == name);
    api.query("forbidden", forbidden)
        .mutation("declared", declared)
        // One handler serves every name under `fail`; the part after the dot is the error code.
        .dynamic("fail", move |name| {
            let code = named(name)?;
            Some(raw(ProcedureKind::Query, move |_, _| ready(Err(CallError::protocol(code, "failed as asked")))))
        })
}

/// Fails with a code and a message, without a declared error.
#[procedure]
async fn forbidden(_: Ctx<()>, _: ()) -> Result<String, CallError> {
    Err(CallError::protocol(Code::Forbidden, "no access"))
}

/// Error of creating a post.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(crate) enum PostError {
    /// Another post has the same title.
    #[error("that title is taken by post {by}")]
    #[code(Conflict)]
    TitleTaken {
        /// Id of the other post.
        by: u32,
    },
}

/// Fails with a declared error, which the client can match by type.
#[procedure]
async fn declared(_: Ctx<()>, _: ()) -> Result<String, PostError> {
    Err(PostError::TitleTaken { by: 7 })
}
