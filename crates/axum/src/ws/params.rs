//! What a client says before anything else: its connection params (protocol section 5.4).

use std::{future::poll_fn, task::Poll, time::Duration};

use futures_util::future::{self, Either};
use isotype_core::{Code, ConnectionParams, ErrorResponse, Request};
use isotype_protocol::{PING, PONG, ResponseEnvelope};
use tokio::time::timeout;

use super::framed_socket::{FramedSocket, Received, SocketClose};
use crate::Drain;

/// Whether the address says that they are the first message.
pub(super) fn are_expected(query: Option<&str>) -> bool {
    query.is_some_and(|query| query.split('&').any(|pair| pair == "connectionParams=1"))
}

/// The request of the connection, with its params where they are announced: they may take as long as `wait`.
///
/// # Errors
///
/// How the socket is to be closed when they do not come, or are none.
pub(super) async fn receive(
    line: &mut FramedSocket,
    request: Request,
    announced: bool,
    wait: Duration,
    drain: &Drain,
) -> Result<Request, SocketClose> {
    if !announced {
        return Ok(request);
    }
    let refused = {
        let first = std::pin::pin!(timeout(wait, first_message(line)));
        let begun = std::pin::pin!(drain.started());
        match future::select(first, begun).await {
            Either::Right(_) => return Err(SocketClose::RESTART),
            Either::Left((Err(_), _)) => {
                ErrorResponse::new(Code::Timeout, "The connection params did not come in time")
            }
            Either::Left((Ok(Err(close)), _)) => return Err(close),
            Either::Left((Ok(Ok(Err(failure))), _)) => failure,
            Either::Left((Ok(Ok(Ok(params))), _)) => return Ok(request.with_connection_params(params)),
        }
    };
    let mut frame = Vec::new();
    ResponseEnvelope::NULL_ID.write_error(&refused, &mut frame);
    line.push(frame);
    Err(SocketClose::INVALID_PARAMS)
}

/// The first message that is not about whether somebody lives: whatever its method, it is the params.
async fn first_message(
    line: &mut FramedSocket,
) -> Result<Result<Option<ConnectionParams>, ErrorResponse>, SocketClose> {
    loop {
        let received = poll_fn(|cx| {
            loop {
                let has_room = line.has_capacity();
                if has_room && let Poll::Ready(received) = line.poll_read(cx) {
                    return Poll::Ready(Ok(received));
                }
                // A PING is answered even now.
                if let Poll::Ready(close) = line.poll_write(cx, |_, _| Ok(false)) {
                    return Poll::Ready(Err(close));
                }
                if has_room || !line.has_capacity() {
                    return Poll::Pending;
                }
            }
        });
        match received.await {
            Err(close) | Ok(Received::Closed(close)) => return Err(close),
            Ok(Received::Control) => {}
            Ok(Received::Binary) => return Ok(ConnectionParams::from_message(b"")),
            Ok(Received::Text(text)) if text == PING => line.push_text(PONG),
            Ok(Received::Text(text)) if text == PONG => {}
            Ok(Received::Text(text)) => return Ok(ConnectionParams::from_message(&text)),
        }
    }
}
