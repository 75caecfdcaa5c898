//! What a client says before anything else: its connection params (protocol section 5.4).

use std::{future::poll_fn, task::Poll, time::Duration};

use futures_util::future::{self, Either};
use isotype_core::{Code, ConnectionParams, Failure, Request};
use isotype_protocol::{Address, PING, PONG};
use tokio::time::timeout;

use super::line::{Close, Line, Received};
use crate::Drain;

/// Whether the address says that they are the first message.
pub(super) fn are_announced(query: Option<&str>) -> bool {
    query.is_some_and(|query| query.split('&').any(|pair| pair == "connectionParams=1"))
}

/// The request of the connection, with its params where they are announced: they may take as long as `wait`.
///
/// # Errors
///
/// How the socket is to be closed when they do not come, or are none.
pub(super) async fn complete(
    line: &mut Line,
    request: Request,
    announced: bool,
    wait: Duration,
    drain: &Drain,
) -> Result<Request, Close> {
    if !announced {
        return Ok(request);
    }
    let refused = {
        let first = std::pin::pin!(timeout(wait, first(line)));
        let begun = std::pin::pin!(drain.begun());
        match future::select(first, begun).await {
            Either::Right(_) => return Err(Close::RESTART),
            Either::Left((Err(_), _)) => Failure::new(Code::Timeout, "The connection params did not come in time"),
            Either::Left((Ok(Err(close)), _)) => return Err(close),
            Either::Left((Ok(Ok(Err(failure))), _)) => failure,
            Either::Left((Ok(Ok(Ok(params))), _)) => return Ok(request.with_params(params)),
        }
    };
    let mut frame = Vec::new();
    Address::NOBODY.failed(&refused, &mut frame);
    line.push(frame);
    Err(Close::PARAMS)
}

/// The first message that is not about whether somebody lives: whatever its method, it is the params.
async fn first(line: &mut Line) -> Result<Result<Option<ConnectionParams>, Failure>, Close> {
    loop {
        let received = poll_fn(|cx| {
            loop {
                let has_room = line.has_room();
                if has_room && let Poll::Ready(received) = line.poll_read(cx) {
                    return Poll::Ready(Ok(received));
                }
                // A PING is answered even now.
                if let Poll::Ready(close) = line.poll_write(cx, |_, _| Ok(false)) {
                    return Poll::Ready(Err(close));
                }
                if has_room || !line.has_room() {
                    return Poll::Pending;
                }
            }
        });
        match received.await {
            Err(close) | Ok(Received::End(close)) => return Err(close),
            Ok(Received::Other) => {}
            Ok(Received::Binary) => return Ok(ConnectionParams::from_message(b"")),
            Ok(Received::Text(text)) if text == PING => line.push_text(PONG),
            Ok(Received::Text(text)) if text == PONG => {}
            Ok(Received::Text(text)) => return Ok(ConnectionParams::from_message(&text)),
        }
    }
}
