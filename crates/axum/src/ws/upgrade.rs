//! Upgrades HTTP requests to WebSockets.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Request as HttpRequest, WebSocketUpgrade},
    response::Response,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header, request::Parts};
use isotype_core::{Code, ErrorResponse, Request};
use isotype_protocol::QueryParams;

use super::{framed_socket::FramedSocket, params, session::Session};
use crate::{endpoint::Endpoint, origin, peer, respond};

/// Read buffer size, in place of axum's 128 KiB per socket. Larger frames are read in chunks of this size.
const READ_BUFFER: usize = 1024;

/// Number of bytes buffered before a write.
const WRITE_BUFFER: usize = 8 * 1024;

/// Returns `true` if the request opens a WebSocket.
pub(crate) fn is_upgrade_request(request: &HttpRequest) -> bool {
    let upgrade =
        || request.headers().get(header::UPGRADE).is_some_and(|to| to.as_bytes().eq_ignore_ascii_case(b"websocket"));
    // HTTP/2 opens WebSockets with CONNECT (RFC 8441).
    request.method() == Method::CONNECT || (request.method() == Method::GET && upgrade())
}

/// Opens a WebSocket, or responds with an error if the request is rejected.
pub(crate) async fn handle<S: Send + Sync + 'static>(
    endpoint: Arc<Endpoint<S>>,
    prefix_len: usize,
    request: HttpRequest,
) -> Response {
    open(endpoint, prefix_len, request).await.unwrap_or_else(|failure| respond::failure(&failure))
}

async fn open<S: Send + Sync + 'static>(
    endpoint: Arc<Endpoint<S>>,
    prefix_len: usize,
    request: HttpRequest,
) -> Result<Response, ErrorResponse> {
    let (mut parts, _) = request.into_parts();
    check(&endpoint, prefix_len, &parts)?;
    let params = QueryParams::parse(parts.uri.query())?.connection_params;
    let expects_params = params::are_expected(parts.uri.query());
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &()).await;
    let upgrade = upgrade.map_err(|error| ErrorResponse::new(Code::BadRequest, error.body_text()))?;
    let upgrade = upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_frame_size(endpoint.limits.socket_message)
        .max_message_size(endpoint.limits.socket_message);
    let peer = peer::ip(&parts.extensions);
    let request =
        Request::new(copy_headers(&parts.headers), parts.extensions).with_connection_params(params).with_peer_ip(peer);
    let tasks = endpoint.drain.tasks().clone();
    Ok(upgrade.on_upgrade(move |socket| {
        let mut socket = FramedSocket::new(socket, endpoint.limits.send_queue);
        let session = async move {
            let timeout = endpoint.websocket_timeouts.pong_timeout * 2;
            let request = params::receive(&mut socket, request, expects_params, timeout, &endpoint.drain).await;
            let close = match request {
                Ok(request) => Session::new(endpoint, request).run(&mut socket).await,
                Err(close) => close,
            };
            socket.close(close).await;
        };
        tasks.track_future(session)
    }))
}

/// Copies all headers except those of the upgrade itself.
///
/// The originals share the buffer that the request was read into and would keep it alive as long as the socket.
fn copy_headers(headers: &HeaderMap) -> HeaderMap {
    let is_upgrade_header = |name: &HeaderName| {
        [header::CONNECTION, header::UPGRADE].contains(name) || name.as_str().starts_with("sec-websocket")
    };
    let copy = |(name, value): (&HeaderName, &HeaderValue)| {
        let mut copy = HeaderValue::from_bytes(value.as_bytes()).ok()?;
        copy.set_sensitive(value.is_sensitive());
        Some((name.clone(), copy))
    };
    headers.iter().filter(|(name, _)| !is_upgrade_header(name)).filter_map(copy).collect()
}

/// Rejects requests that may not open a WebSocket.
///
/// # Errors
///
/// Returns an error if the path is not the API's path, the server is draining, or the origin is not allowed.
fn check<S>(endpoint: &Endpoint<S>, prefix_len: usize, parts: &Parts) -> Result<(), ErrorResponse> {
    let path = parts.uri.path();
    if !matches!(path.get(prefix_len..), Some("" | "/")) {
        let message = format!("no WebSocket at path {path:?}; connect to the API's path");
        return Err(ErrorResponse::new(Code::NotFound, message));
    }
    if endpoint.drain.is_started() {
        return Err(ErrorResponse::new(Code::ServiceUnavailable, "server is shutting down; reconnect"));
    }
    // Browsers let any page open a WebSocket to any server, cookies included.
    if parts.headers.contains_key(header::COOKIE) {
        origin::check_origin(&parts.headers, &parts.uri, &endpoint.allowed_origins)?;
    }
    Ok(())
}
