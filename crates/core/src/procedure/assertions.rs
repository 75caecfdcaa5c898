//! The questions that `#[procedure]` asks the compiler about each part of a function.

use std::future::Future;

use crate::{Ctx, FromCall, Input, Output, StreamItem};

/// The first argument of a procedure.
#[diagnostic::on_unimplemented(
    message = "the first argument of a procedure is its context, not `{Self}`",
    label = "expected `Ctx<State>` or `Ctx<State, Proof>`",
    note = "`Ctx<App>` for everybody; `Ctx<App, User>` where `User: FromCall<App>` for whom that proves"
)]
pub trait Context {}

impl<S: Send + Sync + 'static, A: FromCall<S>> Context for Ctx<S, A> {}

/// Whether `T` can be the first argument.
pub fn context<T: Context>() {}

/// Whether `T` can be the second argument.
pub fn input<T: Input>() {}

/// Whether `T` can be returned.
pub fn output<T: Output<M>, M>() {}

/// Whether `T` can be yielded.
pub fn stream_item<T: StreamItem<M>, M>() {}

/// Whether what the function comes to can be returned.
pub fn handler_output<F: Fn(C, I) -> O, C, I, O: Future<Output: Output<M>>, M>(_: F) {}
