//! Runs calls on behalf of the transports, enforcing input depth, deadline and cancellation.

use std::{future::Future, sync::Arc, time::Instant};

use futures_util::future::{BoxFuture, Either, FutureExt, poll_immediate};
use isotype_core::{Call, Code, ErrorResponse, ProcedureKind, RawInput, ResolvedProcedure, ResponseResult};
use isotype_protocol::is_within_depth;
use tokio::time::timeout_at;
use tokio_util::task::TaskTracker;

use crate::endpoint::Endpoint;

/// Runs a call.
///
/// Dropping the future cancels the call. Mutations still run to completion unless they are marked
/// `cancel_on_disconnect`.
pub(crate) fn call<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    procedure: ResolvedProcedure<S>,
    mut call: Call<S>,
) -> impl Future<Output = ResponseResult> + Send + use<S> {
    let runs_to_completion =
        procedure.kind() == Some(ProcedureKind::Mutation) && !procedure.options().cancel_on_disconnect;
    let deadline = call.ctx.deadline().map(|at| (at, procedure.name().clone()));
    call.input = check_depth(call.input, endpoint.limits.json_depth);
    let response = procedure.run(call);
    let response = match deadline {
        None => Either::Left(response),
        Some((at, name)) => Either::Right(with_deadline(Some(at), name, response.boxed()).boxed()),
    };
    if runs_to_completion {
        Either::Right(run_to_completion(response, endpoint.drain.tasks().clone()))
    } else {
        Either::Left(response)
    }
}

/// Cancels a future at its deadline.
///
/// # Errors
///
/// Returns `TIMEOUT` if the deadline passes first.
pub(crate) async fn with_deadline<T>(
    deadline: Option<Instant>,
    name: Arc<str>,
    future: BoxFuture<'static, Result<T, ErrorResponse>>,
) -> Result<T, ErrorResponse> {
    match deadline {
        None => future.await,
        Some(at) => timeout_at(at.into(), future).await.unwrap_or_else(|_| Err(deadline_exceeded(&name))),
    }
}

/// Returns the error for a call that has exceeded its deadline.
pub(crate) fn deadline_exceeded(name: &str) -> ErrorResponse {
    ErrorResponse::new(Code::Timeout, "deadline exceeded").with_path(name)
}

/// Polls a call once, then moves it to a task that outlives the caller.
///
/// Calls that are ready on the first poll need no task.
fn run_to_completion(
    call: impl Future<Output = ResponseResult> + Send + 'static,
    tasks: TaskTracker,
) -> BoxFuture<'static, ResponseResult> {
    let mut call = call.boxed();
    let response = async move {
        match poll_immediate(&mut call).await {
            Some(response) => response,
            None => tasks.spawn(call).await.unwrap_or_else(|error| {
                tracing::error!(%error, "mutation task failed");
                Err(ErrorResponse::new(Code::InternalServerError, "Internal server error"))
            }),
        }
    };
    response.boxed()
}

/// Replaces input nested deeper than `depth` with an error. serde_json has a limit of 128 levels of its own.
fn check_depth(input: RawInput, depth: usize) -> RawInput {
    match input {
        RawInput::Json(json) if depth < 128 && !is_within_depth(&json, depth) => {
            let message = format!("invalid input: JSON is nested deeper than {depth} levels");
            RawInput::Failed(ErrorResponse::new(Code::BadRequest, message))
        }
        input => input,
    }
}
