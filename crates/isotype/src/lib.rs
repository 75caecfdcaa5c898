//! Type-safe RPC between a Rust backend and TypeScript frontends.
//!
//! Procedures are plain functions; generated TypeScript clients call them as if they were local, and so does any
//! tRPC v11 client.
//!
//! ```
//! use isotype::prelude::*;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Deserialize, Type)]
//! struct Name {
//!     name: String,
//! }
//!
//! #[derive(Serialize, Type)]
//! struct Greeting {
//!     message: String,
//! }
//!
//! /// Greets somebody.
//! #[procedure]
//! async fn greet(_: Ctx<()>, Name { name }: Name) -> Greeting {
//!     Greeting { message: format!("Hello, {name}!") }
//! }
//!
//! let api = Router::new().query("greet", greet);
//! let app: axum::Router = axum::Router::new().nest("/rpc", isotype::axum::routes(api, ()));
//! ```

pub use isotype_core::{
    Answer, BodyError, Call, CallError, Code, ConnectionParams, Ctx, Either, Event, Events, Failure, FilePart,
    Forbidden, Form, FromCall, Handler, Input, Internal, Invalid, Invocation, Item, Kind, Later, Layer, LayerOutcome,
    Member, Next, NotFound, Options, Outcome, Procedure, ProcedureError, Proof, RawBody, RawInput, RawJson, Reply,
    Request, Router, Scheme, Shared, SlowReader, StreamHandler, Streaming, TooManyRequests, Tracked, Type,
    Unauthorized, Valid, Verb, mutation, query, raw, raw_subscription, subscription,
};

pub use isotype_schema::wire;

/// Makes an error the error of a procedure.
///
/// Each variant says what the caller sees: `#[code(Conflict)]` shows it, with its fields, under that code;
/// `#[internal]` hides it behind INTERNAL_SERVER_ERROR and a request id, `#[internal(ServiceUnavailable)]` behind
/// another code; `#[forward]` leaves it to the error inside.
///
/// # Example
///
/// ```
/// use isotype::prelude::*;
///
/// #[derive(Debug, thiserror::Error, ProcedureError)]
/// enum PostError {
///     /// Shown as `{ type: "TitleTaken", by: string }`.
///     #[error("that title is taken by post {by}")]
///     #[code(Conflict)]
///     TitleTaken { by: String },
///     #[error(transparent)]
///     #[internal]
///     Io(#[from] std::io::Error),
/// }
/// ```
///
/// A variant that says nothing is refused:
///
/// ```compile_fail
/// use isotype::prelude::*;
///
/// #[derive(Debug, thiserror::Error, ProcedureError)]
/// enum PostError {
///     #[error("that title is taken")]
///     TitleTaken,
/// }
/// ```
pub use isotype_macros::ProcedureError;

/// Records a function's doc comment, deprecation and place for the bindings, and checks it part by part.
///
/// The function itself stays as it is: it can be called in a unit test, found, renamed, passed around.
///
/// # Example
///
/// ```
/// use isotype::prelude::*;
///
/// /// Adds two numbers.
/// #[procedure]
/// async fn add(_: Ctx<()>, (a, b): (i32, i32)) -> i32 {
///     a + b
/// }
/// ```
///
/// Exactly two arguments:
///
/// ```compile_fail
/// use isotype::prelude::*;
///
/// #[procedure]
/// async fn now(_: Ctx<()>) -> String {
///     String::new()
/// }
/// ```
pub use isotype_macros::procedure;

/// Serving over HTTP.
pub mod axum {
    pub use isotype_axum::{Drain, Info, Limits, Routes, Server, routes, terminated};
}

/// The binary that writes the TypeScript package.
pub mod bindings {
    use std::process::ExitCode;

    use isotype_core::Router;

    /// Writes the bindings of `api`, as the command line says: `--out DIR [--check] [--name PACKAGE]
    /// [--openapi FILE]`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use std::process::ExitCode;
    ///
    /// fn main() -> ExitCode {
    ///     isotype::bindings::main(isotype::Router::<()>::new())
    /// }
    /// ```
    pub fn main<S: Send + Sync + 'static>(api: Router<S>) -> ExitCode {
        isotype_codegen::cli::main(api.contract())
    }
}

/// What an application imports.
pub mod prelude {
    pub use isotype_schema::specta;

    pub use crate::{
        BodyError, Code, Ctx, FilePart, Forbidden, Form, FromCall, Internal, Invalid, NotFound, ProcedureError,
        RawBody, Router, Tracked, Type, Unauthorized, Valid, procedure,
    };
}

#[doc(hidden)]
pub mod __private {
    pub use isotype_core::__private::*;
}
