//! Subscriptions as server-sent events (protocol section 4).

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{body::Body, response::Response};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use isotype_core::{Answer, Call, Code, Failure, RawInput, Request, Verb};
use isotype_protocol::EventStream;
use tokio::time::timeout;

use crate::{
    respond,
    routes::Endpoint,
    run,
    slow_reader::{Ended, Paced},
};

/// Clients that hear nothing for this many pings reconnect.
const PINGS_UNTIL_LOST: u32 = 3;

/// Opens the stream. Whatever is refused from here on goes into it: a browser gives up on any other answer.
pub(crate) async fn answer<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    verb: Verb,
    name: &str,
    input: RawInput,
    request: Request,
) -> Response {
    let request = Arc::new(request);
    let writer = EventStream::new(request.last_event_id.as_deref());
    let connected = writer.connected(endpoint.ping * PINGS_UNTIL_LOST);
    let call = Call { name, verb, input, state: endpoint.state.clone(), request: request.clone(), buffer: Vec::new() };
    let rest = match run::call(endpoint, None, call).await {
        Ok(Answer::Events(events)) => {
            let policy = endpoint.api.options(name).slow_reader;
            live(Paced::new(events, policy, name, &endpoint.slow_readers), writer, endpoint.ping).left_stream()
        }
        Ok(Answer::Value(_) | Answer::Partial(..)) => {
            let failure = Failure::new(Code::InternalServerError, "The subscription answered with a value").at(name);
            stream::iter([writer.failed(&failure)]).right_stream()
        }
        Err(failure) => stream::iter([writer.failed(&failure)]).right_stream(),
    };
    let chunks = stream::iter([connected]).chain(rest).map(|chunk| Ok::<_, Infallible>(Bytes::from(chunk)));
    respond::events(Body::from_stream(chunks), &request)
}

/// Events as they come, a ping whenever none came for `ping`, and a last one that says how it ended.
fn live(events: Paced, writer: EventStream, ping: Duration) -> impl Stream<Item = Vec<u8>> + Send {
    stream::unfold(Some((events, writer)), move |open| async move {
        let (mut events, mut writer) = open?;
        match timeout(ping, events.next()).await {
            Err(_) => Some((writer.ping(), Some((events, writer)))),
            Ok(Some(Ok(event))) => Some((writer.value(event.id, &event.json), Some((events, writer)))),
            Ok(Some(Err(Ended::Failed(failure)))) => Some((writer.failed(&failure), None)),
            // Without an end it comes back, and with tracked events it loses none.
            Ok(Some(Err(Ended::TooSlow))) => None,
            Ok(None) => Some((writer.returned(), None)),
        }
    })
}
