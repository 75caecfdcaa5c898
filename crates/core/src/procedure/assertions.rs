//! Compile-time assertions that `#[procedure]` generates for a function's arguments and return type.

use std::future::Future;

use crate::{Ctx, FromCall, Input, Output, StreamItem};

/// Type that can be the first argument of a procedure.
#[diagnostic::on_unimplemented(
    message = "the first argument of a procedure is its context, not `{Self}`",
    label = "expected `Ctx<State>` or `Ctx<State, Guard>`",
    note = "use `Ctx<App>` for any caller, or `Ctx<App, User>` with a guard `User: FromCall<App>`"
)]
pub trait Context {}

impl<S: Send + Sync + 'static, A: FromCall<S>> Context for Ctx<S, A> {}

/// Asserts that `T` can be the first argument.
pub fn context<T: Context>() {}

/// Asserts that `T` can be the second argument.
pub fn input<T: Input>() {}

/// Asserts that `T` can be returned.
pub fn output<T: Output<M>, M>() {}

/// Asserts that `T` can be yielded.
pub fn stream_item<T: StreamItem<M>, M>() {}

/// Asserts that the future of an `async` function resolves to a type that can be returned.
pub fn handler_output<F: Fn(C, I) -> O, C, I, O: Future<Output: Output<M>>, M>(_: F) {}
