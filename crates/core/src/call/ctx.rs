//! Context of a call.

use std::{
    net::IpAddr,
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use http::{Extensions, HeaderMap, HeaderName, HeaderValue, header};

use isotype_contract::ProcedureIntegers;
use isotype_protocol::ConnectionParams;

use super::Request;
use crate::{Unauthorized, integers::IntegerCodec};

/// Context of a call, passed as the first argument to every procedure.
///
/// `S` is the application's state. `A` is the guard, such as a signed-in user. A `Ctx<App, User>` is only created after
/// [`User::from_call`](crate::FromCall) has succeeded, so a procedure requires a signed-in user by declaring that type.
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, FromCall, Router, Unauthorized};
///
/// struct User(String);
///
/// impl FromCall<()> for User {
///     type Error = Unauthorized;
///     async fn from_call(ctx: &Ctx<()>) -> Result<User, Unauthorized> {
///         Ok(User(ctx.bearer()?.to_owned()))
///     }
/// }
///
/// async fn me(ctx: Ctx<(), User>, _: ()) -> String {
///     ctx.auth().0.clone()
/// }
///
/// let api = Router::new().query("me", me);
/// ```
#[derive(Debug)]
pub struct Ctx<S, A = ()> {
    state: Arc<S>,
    request: Arc<Request>,
    name: Arc<str>,
    idempotency_key: Option<Box<str>>,
    extensions: Extensions,
    /// Locations of the wide integers that this call's JSON encodes as strings.
    integer_locations: Option<Arc<ProcedureIntegers>>,
    auth: A,
}

impl<S> Ctx<S> {
    pub(crate) fn new(state: Arc<S>, request: Arc<Request>, name: Arc<str>) -> Ctx<S> {
        Ctx {
            state,
            request,
            name,
            idempotency_key: None,
            extensions: Extensions::new(),
            integer_locations: None,
            auth: (),
        }
    }

    pub(crate) fn request(&self) -> &Arc<Request> {
        &self.request
    }

    pub(crate) fn set_idempotency_key(&mut self, key: Option<Box<str>>) {
        self.idempotency_key = key;
    }

    pub(crate) fn set_integer_locations(&mut self, locations: Option<Arc<ProcedureIntegers>>) {
        self.integer_locations = locations;
    }

    pub(crate) fn with_auth<A>(self, auth: A) -> Ctx<S, A> {
        let Ctx { state, request, name, idempotency_key, extensions, integer_locations, auth: () } = self;
        Ctx { state, request, name, idempotency_key, extensions, integer_locations, auth }
    }

    pub(crate) fn input_integers(&self) -> IntegerCodec {
        self.integer_locations.as_ref().map(|locations| IntegerCodec::new(&locations.input)).unwrap_or_default()
    }

    pub(crate) fn output_integers(&self) -> IntegerCodec {
        self.integer_locations.as_ref().map(|locations| IntegerCodec::new(&locations.output)).unwrap_or_default()
    }

    /// Stores a value for inner layers and the handler of this call.
    pub fn insert_extension(&mut self, value: impl Clone + Send + Sync + 'static) {
        self.extensions.insert(value);
    }
}

impl<S, A> Ctx<S, A> {
    /// Returns the application's state.
    pub fn state(&self) -> &S {
        &self.state
    }

    /// Returns the guard that [`FromCall`](crate::FromCall) extracted.
    pub fn auth(&self) -> &A {
        &self.auth
    }

    /// Returns the name of the procedure, such as `posts.create`.
    pub fn procedure_name(&self) -> &str {
        &self.name
    }

    /// Returns the headers of the request. For a WebSocket message, these are the headers of the upgrade request.
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// Returns the extensions of the HTTP request, as set by tower layers.
    pub fn request_extensions(&self) -> &Extensions {
        self.request.extensions()
    }

    /// Returns the peer's IP address: that of the client, or of the proxy in front of this server.
    ///
    /// It is available with `isotype::server`, or with axum's `ConnectInfo`.
    pub fn peer_ip(&self) -> Option<IpAddr> {
        self.request.peer_ip()
    }

    /// Returns the value that a layer stored with [`insert_extension`](Ctx::insert_extension).
    pub fn extension<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.extensions.get()
    }

    /// Returns the idempotency key, if the client sent one.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.idempotency_key.as_deref()
    }

    /// Returns the connection parameters, which replace headers where a browser cannot set them: on a WebSocket and an
    /// `EventSource`.
    pub fn connection_params(&self) -> Option<&ConnectionParams> {
        self.request.connection_params()
    }

    /// Returns the bearer token sent with the call.
    ///
    /// The token comes from `Authorization: Bearer …` (RFC 6750, section 2.1). Without that header, it comes from the
    /// connection parameter `authorization` in the same form, or from `token`.
    ///
    /// # Errors
    ///
    /// Returns [`Unauthorized`] if there is no token, or if the header uses another scheme.
    pub fn bearer(&self) -> Result<&str, Unauthorized> {
        let param = |name| self.connection_params().and_then(|params| params.get(name));
        let header = self.headers().get(header::AUTHORIZATION);
        let value = match header {
            Some(header) => header.to_str().ok(),
            None => match (param("authorization"), param("token")) {
                (Some(value), _) => Some(value),
                (None, Some(token)) if !token.is_empty() => return Ok(token),
                _ => return Err(Unauthorized::new("no access token was sent")),
            },
        };
        let bearer = value.and_then(|value| value.split_once(' '));
        match bearer {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() => {
                Ok(token.trim())
            }
            _ => Err(Unauthorized::new("malformed authorization header: expected `Bearer <token>`")),
        }
    }

    /// Returns the value of a cookie, exactly as the client sent it (RFC 6265, section 4.2).
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.headers().get_all(header::COOKIE).iter().find_map(|header| {
            let pairs = header.to_str().ok()?.split(';');
            pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
        })
    }

    /// Returns the W3C `traceparent` that the client sent.
    pub fn traceparent(&self) -> Option<&str> {
        self.request.traceparent()
    }

    /// Returns the id of the last event that the client received, if it resumes a subscription.
    pub fn last_event_id(&self) -> Option<&str> {
        self.request.last_event_id.as_deref()
    }

    /// Returns the time at which the client stops waiting for the response, if it sent a timeout.
    pub fn deadline(&self) -> Option<Instant> {
        self.request.deadline
    }

    /// Returns the time left until the [`deadline`](Ctx::deadline), for use as a timeout when calling other services.
    pub fn remaining(&self) -> Option<Duration> {
        self.deadline().map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }

    /// Sets the time at which the caller's authentication expires.
    ///
    /// A connection that is still open at that time is closed with a code that makes the client refresh its credentials
    /// and reconnect. If the expiry is set several times, the earliest applies.
    pub fn set_expiry(&self, at: SystemTime) {
        self.request.set_expiry(at);
    }

    /// Returns the request id, which is included in log messages about this request.
    pub fn request_id(&self) -> &str {
        self.request.id()
    }

    /// Adds a header to the response, such as a cookie.
    ///
    /// The headers of a stream are sent when it opens. A JSON Lines response includes only the headers that its calls
    /// set before they first suspend.
    ///
    /// `cache-control` makes the response of a query cacheable: it gets an `etag`, and a client that already has the
    /// response receives status 304. This applies only to successful queries that are not part of a batch. See
    /// `docs/protocol.md#caching`.
    pub fn append_header(&self, name: HeaderName, value: HeaderValue) {
        self.request.edit_headers(|headers| {
            headers.append(name, value);
        });
    }

    /// Edits the response headers set so far. All calls in a batch share them.
    pub fn edit_headers(&self, edit: impl FnOnce(&mut HeaderMap)) {
        self.request.edit_headers(edit);
    }

    /// Edits the response headers if they can still reach the client.
    ///
    /// Does nothing over a WebSocket, or once the response has begun.
    pub fn try_edit_headers(&self, edit: impl FnOnce(&mut HeaderMap)) {
        self.request.try_edit_headers(edit);
    }
}

impl<S> Clone for Ctx<S> {
    fn clone(&self) -> Self {
        Ctx {
            state: self.state.clone(),
            request: self.request.clone(),
            name: self.name.clone(),
            idempotency_key: self.idempotency_key.clone(),
            extensions: self.extensions.clone(),
            integer_locations: self.integer_locations.clone(),
            auth: (),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ctx(name: HeaderName, value: &'static str) -> Ctx<()> {
        let headers = HeaderMap::from_iter([(name, HeaderValue::from_static(value))]);
        Ctx::new(Arc::new(()), Arc::new(Request::new(headers, Extensions::new())), "t".into())
    }

    #[test]
    fn bearer_ignores_the_case_of_the_scheme() {
        assert_eq!(ctx(header::AUTHORIZATION, "bearer abc").bearer().unwrap(), "abc");
        for bad in ["Basic abc", "Bearer", "Bearer ", "abc"] {
            assert!(ctx(header::AUTHORIZATION, bad).bearer().is_err(), "{bad}");
        }
    }

    #[test]
    fn cookie_compares_full_names() {
        let ctx = ctx(header::COOKIE, "xrefresh=1; refresh=2");
        assert_eq!(ctx.cookie("refresh"), Some("2"));
        assert_eq!(ctx.cookie("fresh"), None);
    }
}
