//! From an HTTP request to a socket.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Request as HttpRequest, WebSocketUpgrade},
    response::Response,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header, request::Parts};
use isotype_core::{Code, ErrorResponse, Request};
use isotype_protocol::QueryParams;

use super::{framed_socket::FramedSocket, params, session::Session};
use crate::{origin, peer, respond, routes::Endpoint};

/// axum would set 128 KiB aside for each socket. A larger frame is read in pieces of this size, into a buffer of its own.
const READ_BUFFER: usize = 1024;

/// What is gathered for one write; more than this goes out at once.
const WRITE_BUFFER: usize = 8 * 1024;

/// Whether a request wants a socket: the one question that every request pays for.
pub(crate) fn is_upgrade_request(request: &HttpRequest) -> bool {
    let upgrade =
        || request.headers().get(header::UPGRADE).is_some_and(|to| to.as_bytes().eq_ignore_ascii_case(b"websocket"));
    // HTTP/2 opens sockets by a method of its own (RFC 8441).
    request.method() == Method::CONNECT || (request.method() == Method::GET && upgrade())
}

/// Opens a socket, or says why not.
pub(crate) async fn handle<S: Send + Sync + 'static>(
    endpoint: Arc<Endpoint<S>>,
    prefix: usize,
    request: HttpRequest,
) -> Response {
    open(endpoint, prefix, request).await.unwrap_or_else(|failure| respond::failure(&failure))
}

async fn open<S: Send + Sync + 'static>(
    endpoint: Arc<Endpoint<S>>,
    prefix: usize,
    request: HttpRequest,
) -> Result<Response, ErrorResponse> {
    let (mut parts, _) = request.into_parts();
    check(&endpoint, prefix, &parts)?;
    let params = QueryParams::parse(parts.uri.query())?.connection_params;
    let announced = params::are_expected(parts.uri.query());
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &()).await;
    let upgrade = upgrade.map_err(|refused| ErrorResponse::new(Code::BadRequest, refused.body_text()))?;
    let upgrade = upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_frame_size(endpoint.limits.socket_message)
        .max_message_size(endpoint.limits.socket_message);
    let peer = peer::ip(&parts.extensions);
    let request =
        Request::new(copy_headers(&parts.headers), parts.extensions).with_connection_params(params).with_peer_ip(peer);
    let running = endpoint.drain.tasks().clone();
    Ok(upgrade.on_upgrade(move |socket| {
        let mut line = FramedSocket::new(socket, endpoint.limits.send_queue);
        let whole = async move {
            let close = match params::receive(
                &mut line,
                request,
                announced,
                endpoint.websocket_timeouts.pong_timeout * 2,
                &endpoint.drain,
            )
            .await
            {
                Ok(request) => Session::new(endpoint, request).run(&mut line).await,
                Err(close) => close,
            };
            line.close(close).await;
        };
        running.track_future(whole)
    }))
}

/// The headers that say something to a procedure, without the buffer that they were read into, which would else stay
/// for as long as the socket.
fn copy_headers(headers: &HeaderMap) -> HeaderMap {
    let is_of_the_upgrade = |name: &HeaderName| {
        [header::CONNECTION, header::UPGRADE].contains(name) || name.as_str().starts_with("sec-websocket")
    };
    let copy = |(name, value): (&HeaderName, &HeaderValue)| {
        let mut copy = HeaderValue::from_bytes(value.as_bytes()).ok()?;
        copy.set_sensitive(value.is_sensitive());
        Some((name.clone(), copy))
    };
    headers.iter().filter(|(name, _)| !is_of_the_upgrade(name)).filter_map(copy).collect()
}

fn check<S>(endpoint: &Endpoint<S>, prefix: usize, parts: &Parts) -> Result<(), ErrorResponse> {
    let path = parts.uri.path();
    if !matches!(path.get(prefix..), Some("" | "/")) {
        let message = format!("No socket opens at \"{path}\": connect to the address of the API itself");
        return Err(ErrorResponse::new(Code::NotFound, message));
    }
    if endpoint.drain.is_started() {
        return Err(ErrorResponse::new(Code::ServiceUnavailable, "The server is about to stop: connect again"));
    }
    // A browser lets any page open a socket, and adds the cookies of its visitor.
    if parts.headers.contains_key(header::COOKIE) {
        origin::check_origin(&parts.headers, &parts.uri, &endpoint.allowed_origins)?;
    }
    Ok(())
}
