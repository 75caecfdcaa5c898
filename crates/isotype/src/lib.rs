//! Type-safe RPC between Rust backends and TypeScript frontends.
//!
//! Procedures are plain functions. Generated TypeScript clients call them as if they were local, and tRPC v11 clients
//! work unchanged.
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
//! /// Greets someone.
//! #[procedure]
//! async fn greet(_: Ctx<()>, Name { name }: Name) -> Greeting {
//!     Greeting { message: format!("Hello, {name}!") }
//! }
//!
//! let api = Router::new().query("greet", greet);
//! let app: axum::Router = axum::Router::new().nest("/rpc", isotype::axum::routes(api, ()));
//! ```
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `axum`, default | [`axum`]: routes for HTTP, JSON Lines, server-sent events, WebSocket and REST |
//! | `codegen`, default | [`bindings`]: the binary that generates the TypeScript package |
//! | `policy`, default | [`policy`]: rate limits, idempotency keys, timeouts, load shedding |
//! | `openapi`, default | `Routes::openapi`: the OpenAPI document of the REST routes, and an API reference rendered from it |
//! | `server` | [`serve`](fn@serve) and [`server`]: limits, security headers, CORS, health, metrics, graceful shutdown |
//! | `explorer` | `Routes::explorer`: a development page that documents and calls the procedures |
//! | `auth`, `jwks` | `isotype::auth`: tokens, sessions, passwords, permissions; keys from other issuers |
//! | `sql` with `sqlite`, `postgres`, `postgres-tls` | `isotype::sql`: queries, pagination, migrations, stores |
//! | `redis` | rate-limit and idempotency stores shared by several processes |
//! | `observe`, `otlp` | `isotype::observe`: traces, metrics and logs; export to an OpenTelemetry collector |
//! | `testing` | `isotype::testing`: an in-process client for tests |
//! | `bytes`, `jiff`, `rust_decimal`, `time`, `url` | support for types from these crates, in addition to those from chrono, serde_json and uuid |
//!
//! Validation rules use garde and errors use thiserror, so an application needs both crates as dependencies of its own.

pub use isotype_core::{
    Audit, Backpressure, BackpressureCounts, BackpressureMetrics, BodyError, Call, CallError, CallMethod, CallOutput,
    CallResponse, CallResult, Code, Conflict, ConnectionParams, Constraints, Ctx, Deferred, DeferredField, EitherError,
    ErrorResponse, Event, Events, FilePart, Forbidden, Form, FromCall, GuardInfo, Handler, Input, IntegerEncoding,
    InternalError, Invalid, Issue, IssueParam, Layer, Next, NotFound, Output, Policy, PreSerialized, Procedure,
    ProcedureAudit, ProcedureError, ProcedureKind, ProcedureOptions, Public, RateLimitKey, RawBody, RawInput, RawJson,
    Request, ResolvedProcedure, ResponseResult, Router, SecurityScheme, Sensitive, Stage, StreamHandler, StreamItem,
    Streaming, TooManyRequests, Tracked, Unauthorized, UnprotectedProcedures, Valid, mutation, query, raw,
    raw_subscription, subscription,
};

pub use isotype_core::Type;
/// Adds a type to the contract. Derive it alongside serde's traits; it respects their attributes.
///
/// `#[isotype(type = T)]` gives a field another type in the contract, for example one from [`with`].
/// `#[isotype(inline)]` inlines the type where it is used instead of referring to it by name.
///
/// # Example
///
/// ```
/// #[derive(serde::Serialize, isotype::Type)]
/// #[serde(rename_all = "camelCase")]
/// struct Post {
///     short_title: String,
///     #[serde(with = "isotype::with::bigint")]
///     #[isotype(type = isotype::with::BigInt)]
///     views: u64,
/// }
/// ```
pub use isotype_macros::Type;

pub use isotype_lowering::with;

/// Makes a type usable as the error type of a procedure.
///
/// The attribute on each variant determines what the caller receives:
///
/// - `#[code(Conflict)]`: the variant and its fields, with that error code.
/// - `#[internal]`: `INTERNAL_SERVER_ERROR` and a request id. The details are only logged. `#[internal(ServiceUnavailable)]`
///   sends another code.
/// - `#[forward]`: whatever the contained error specifies.
///
/// # Example
///
/// ```
/// use isotype::prelude::*;
///
/// #[derive(Debug, thiserror::Error, ProcedureError)]
/// enum PostError {
///     /// The caller receives `{ type: "TitleTaken", by: string }`.
///     #[error("that title is taken by post {by}")]
///     #[code(Conflict)]
///     TitleTaken { by: String },
///     #[error(transparent)]
///     #[internal]
///     Io(#[from] std::io::Error),
/// }
/// ```
///
/// A variant without an attribute does not compile:
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

/// Adds a type's garde rules to the contract.
///
/// `bindings --zod` generates schemas from them, so that forms can validate before they submit. The derive reads the
/// same `#[garde(...)]` attributes as garde's own derive. It also reads serde's attributes, so that [`Invalid`] uses
/// the field names that clients know. [`Valid`] requires this derive.
///
/// Two attributes extend garde:
///
/// - `#[normalize(trim, lowercase)]` normalizes a string, or the strings in an `Option`, list or `Box`, before any rule is checked. The
///   procedure receives the normalized value. Generated schemas normalize too.
/// - `#[message(length = "…", email = "…")]` replaces garde's message for a rule, and `#[message("…")]` replaces it for every rule. Generated
///   schemas use it too. The [`Issue`] keeps its code and parameters, for translations.
///
/// Rules that only Rust can evaluate are omitted from the schema and checked only on the server:
///
/// - `custom`, `matches`, `if`, `credit_card`, `phone_number` and `adapt`;
/// - bounds that refer to another field, the value or the context, and patterns that are not literals;
/// - the length of a set, which discards duplicates;
/// - rules of a field with a custom `deserialize_with`, which may change the value;
/// - rules of a tuple variant with several fields, and `email` with garde's feature `email-idna`.
///
/// # Example
///
/// ```
/// use garde::Validate;
/// use isotype::prelude::*;
/// use serde::Deserialize;
///
/// #[derive(Deserialize, Type, Validate, Constraints)]
/// #[serde(rename_all = "camelCase")]
/// struct NewPost {
///     #[garde(length(chars, min = 1, max = 120))]
///     #[normalize(trim)]
///     #[message(length = "a title has 1 to 120 characters")]
///     short_title: String,
/// }
///
/// async fn create(_: Ctx<()>, Valid(new): Valid<NewPost>) -> String {
///     new.short_title // trimmed, with 1 to 120 characters
/// }
///
/// let api = Router::new().mutation("posts.create", create);
/// let contract = api.contract()?;
/// let types = serde_json::to_value(&contract.types)?;
/// let new_post = types.as_array().and_then(|types| types.iter().find(|named| named["name"] == "NewPost")).unwrap();
/// assert_eq!(
///     new_post["shape"]["object"]["fields"][0]["rules"][1]["check"],
///     serde_json::json!({ "length": { "unit": "chars", "min": 1, "max": 120 } }),
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Without the derive, `Valid<T>` cannot be used as an input:
///
/// ```compile_fail
/// use garde::Validate;
/// use isotype::prelude::*;
///
/// #[derive(serde::Deserialize, Type, Validate)]
/// struct NewPost {
///     #[garde(length(min = 1))]
///     title: String,
/// }
///
/// async fn create(_: Ctx<()>, Valid(new): Valid<NewPost>) -> String {
///     new.title
/// }
///
/// let api = Router::new().mutation("posts.create", create);
/// ```
pub use isotype_macros::Constraints;

/// Records a function's doc comment, deprecation and source location for the bindings.
///
/// The function itself is unchanged. Its context, input and output types are checked one by one, so that compile errors
/// point to the part that is wrong.
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
/// A procedure has exactly two arguments:
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

/// axum routes: all transports of the wire protocol, and the REST adapter.
#[cfg(feature = "axum")]
pub mod axum {
    #[cfg(feature = "openapi")]
    pub use isotype_axum::Info;
    pub use isotype_axum::{Drain, Limits, Routes, routes};
}

#[cfg(feature = "server")]
pub use isotype_server::serve;

/// HTTP server with limits, security headers, health checks, metrics and graceful shutdown, and its configuration.
#[cfg(feature = "server")]
pub mod server {
    pub use isotype_server::{
        BoundServer, Config, ConfigError, ConfigLoader, Health, HttpServer, Limits, LogFormat, ServeError, Server,
        ServerConfig, StartupGuard, serve, shutdown_signal,
    };
}

/// Traces, metrics and logs.
#[cfg(feature = "observe")]
pub mod observe {
    pub use isotype_observe::{LogFormat, Metrics, Telemetry, TelemetryError, TelemetryGuard, TracingLayer, propagate};
}

/// Binary that generates the TypeScript package.
#[cfg(feature = "codegen")]
pub mod bindings {
    use std::process::ExitCode;

    use isotype_core::Router;

    /// Runs the command-line interface of the bindings binary for `api`.
    ///
    /// `--out DIR [--check] [--name PACKAGE] [--zod] [--openapi FILE]` generates or checks the package. `audit` prints
    /// the access policy of each procedure. `--help` lists all commands and options.
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
        isotype_codegen::cli::main(api.contract(), &api.audit())
    }
}

#[cfg(feature = "policy")]
pub use isotype_policy as policy;

#[cfg(feature = "auth")]
pub use isotype_auth as auth;

#[cfg(feature = "sql")]
pub use isotype_sql as sql;

#[cfg(feature = "testing")]
pub use isotype_testing as testing;

/// Common imports for applications.
pub mod prelude {
    #[cfg(feature = "policy")]
    pub use isotype_policy::{IdempotencyExt, PolicyExt};

    pub use crate::{
        BodyError, Code, Conflict, Constraints, Ctx, FilePart, Forbidden, Form, FromCall, InternalError, Invalid,
        Issue, NotFound, ProcedureError, Public, RawBody, Router, Tracked, Type, Unauthorized, Valid, procedure,
    };
}

#[doc(hidden)]
pub mod __private {
    pub use isotype_core::__private::*;
    pub use isotype_lowering::FieldType;
    pub use isotype_macros::SerdeAttributes;
}

/// Compiles the examples in the inner crates' READMEs as doc tests.
#[cfg(doctest)]
mod guides {
    #[cfg(all(feature = "auth", feature = "axum"))]
    #[doc = include_str!("../../auth/README.md")]
    mod auth {}

    #[cfg(all(feature = "policy", feature = "axum"))]
    #[doc = include_str!("../../policy/README.md")]
    mod policy {}
}
