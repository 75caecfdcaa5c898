//! Connection params, sent as the client's first message (`docs/protocol.md#connection-params`).

use std::{future::poll_fn, task::Poll, time::Duration};

use futures_util::future::{self, Either};
use isotype_core::{Code, ConnectionParams, ErrorResponse, Request};
use isotype_protocol::{PING, PONG, ResponseEnvelope};
use tokio::time::timeout;

use super::framed_socket::{FramedSocket, Received, SocketClose};
use crate::drain::Drain;

/// Returns `true` if the query string announces connection params.
pub(super) fn are_expected(query: Option<&str>) -> bool {
    query.is_some_and(|query| query.split('&').any(|pair| pair == "connectionParams=1"))
}

/// Returns the upgrade request, adding the connection params if `expects_params` is set.
///
/// # Errors
///
/// Returns the reason for closing the socket if the params are malformed or do not arrive within `wait`.
pub(super) async fn receive(
    socket: &mut FramedSocket,
    request: Request,
    expects_params: bool,
    wait: Duration,
    drain: &Drain,
) -> Result<Request, SocketClose> {
    if !expects_params {
        return Ok(request);
    }
    let failure = {
        let first = std::pin::pin!(timeout(wait, first_message(socket)));
        let draining = std::pin::pin!(drain.started());
        match future::select(first, draining).await {
            Either::Right(_) => return Err(SocketClose::RESTART),
            Either::Left((Err(_), _)) => {
                let message = format!("connection params not received within {wait:?}");
                ErrorResponse::new(Code::Timeout, message)
            }
            Either::Left((Ok(Err(close)), _)) => return Err(close),
            Either::Left((Ok(Ok(Err(failure))), _)) => failure,
            Either::Left((Ok(Ok(Ok(params))), _)) => return Ok(request.with_connection_params(params)),
        }
    };
    let mut frame = Vec::new();
    ResponseEnvelope::NULL_ID.write_error(&failure, &mut frame);
    socket.push(frame);
    Err(SocketClose::INVALID_PARAMS)
}

/// Returns the connection params from the first message that is neither a ping nor a pong.
async fn first_message(
    socket: &mut FramedSocket,
) -> Result<Result<Option<ConnectionParams>, ErrorResponse>, SocketClose> {
    loop {
        let received = poll_fn(|cx| {
            loop {
                let had_capacity = socket.has_capacity();
                if had_capacity && let Poll::Ready(received) = socket.poll_read(cx) {
                    return Poll::Ready(Ok(received));
                }
                // Answers pings that arrive before the params.
                if let Poll::Ready(close) = socket.poll_write(cx, |_, _| Ok(false)) {
                    return Poll::Ready(Err(close));
                }
                if had_capacity || !socket.has_capacity() {
                    return Poll::Pending;
                }
            }
        });
        match received.await {
            Err(close) | Ok(Received::Closed(close)) => return Err(close),
            Ok(Received::Control) => {}
            Ok(Received::Binary) => return Ok(ConnectionParams::from_message(b"")),
            Ok(Received::Text(text)) if text == PING => socket.push_text(PONG),
            Ok(Received::Text(text)) if text == PONG => {}
            Ok(Received::Text(text)) => return Ok(ConnectionParams::from_message(&text)),
        }
    }
}
