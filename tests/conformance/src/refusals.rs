//! What refuses in a way that its caller may see.

use std::future::ready;

use isotype::{CallError, ProcedureKind, prelude::*, raw};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let named = |name: &str| Code::ALL.iter().copied().find(|code| code.as_str() == name);
    api.query("forbidden", forbidden)
        .mutation("declared", declared)
        // One handler for all names under `fail`: what stands behind the dot says how it fails.
        .dynamic("fail", move |name| {
            let code = named(name)?;
            Some(raw(ProcedureKind::Query, move |_, _| ready(Err(CallError::protocol(code, "failed as asked")))))
        })
}

/// Refuses by a code and a message alone; there is no declared error that a client could tell apart.
#[procedure]
async fn forbidden(_: Ctx<()>, _: ()) -> Result<String, CallError> {
    Err(CallError::protocol(Code::Forbidden, "no access"))
}

/// Why a post cannot be made.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(crate) enum PostError {
    /// Another post has the title.
    #[error("that title is taken by post {by}")]
    #[code(Conflict)]
    TitleTaken {
        /// The other post.
        by: u32,
    },
}

/// Refuses by a declared error, which becomes a type of the client's.
#[procedure]
async fn declared(_: Ctx<()>, _: ()) -> Result<String, PostError> {
    Err(PostError::TitleTaken { by: 7 })
}
