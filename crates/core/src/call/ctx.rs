//! The context of a call: the application's state, the request, and the proof of who is calling.

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

/// The first argument of every procedure.
///
/// `S` is the application's state. `A` is the permission: a `Ctx<App, User>` can only come from
/// [`User::from_call`](crate::FromCall), so naming `User` is all that a procedure does to require one.
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
    /// Where wide integers are strings in the JSON of this call.
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
        let Ctx { state, request, name, idempotency_key, extensions: handed, integer_locations: places, auth: () } =
            self;
        Ctx { state, request, name, idempotency_key, extensions: handed, integer_locations: places, auth }
    }

    pub(crate) fn input_integers(&self) -> IntegerCodec {
        self.integer_locations.as_ref().map(|places| IntegerCodec::new(&places.input)).unwrap_or_default()
    }

    pub(crate) fn output_integers(&self) -> IntegerCodec {
        self.integer_locations.as_ref().map(|places| IntegerCodec::new(&places.output)).unwrap_or_default()
    }

    /// Hands something on to whatever is further in, of this call alone.
    pub fn insert_extension(&mut self, value: impl Clone + Send + Sync + 'static) {
        self.extensions.insert(value);
    }
}

impl<S, A> Ctx<S, A> {
    /// The application's state.
    pub fn state(&self) -> &S {
        &self.state
    }

    /// What [`FromCall`](crate::FromCall) proved.
    pub fn auth(&self) -> &A {
        &self.auth
    }

    /// The name under which the procedure was called, such as `posts.create`.
    pub fn procedure_name(&self) -> &str {
        &self.name
    }

    /// The headers of the request.
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// What tower layers in front have left for the procedures.
    pub fn request_extensions(&self) -> &Extensions {
        self.request.extensions()
    }

    /// The address of whoever is at the other end of the connection: the client, or the proxy in front of this server. It is known where
    /// `isotype::axum::Server` serves, or axum with its `ConnectInfo`.
    pub fn peer_ip(&self) -> Option<IpAddr> {
        self.request.peer_ip()
    }

    /// What a layer [handed](Ctx::hand) on, of this call alone.
    pub fn extension<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.extensions.get()
    }

    /// By what a repetition of this call is known, where its caller named it.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.idempotency_key.as_deref()
    }

    /// What the client said in place of headers: browsers can set none on a socket or an `EventSource`.
    pub fn connection_params(&self) -> Option<&ConnectionParams> {
        self.request.connection_params()
    }

    /// The token of `Authorization: Bearer …` (RFC 6750, section 2.1); where there is no such header, that of the
    /// connection params `authorization`, of the same form, or `token`.
    ///
    /// # Errors
    ///
    /// [`Unauthorized`] when there is none, or the header is of another scheme.
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
            _ => Err(Unauthorized::new("the authorization header is not of the form: Bearer <token>")),
        }
    }

    /// The value of a cookie, as it was sent (RFC 6265, section 4.2).
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.headers().get_all(header::COOKIE).iter().find_map(|header| {
            let pairs = header.to_str().ok()?.split(';');
            pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
        })
    }

    /// Of which trace the call is a part, as its caller says: the value of W3C's `traceparent`.
    pub fn traceparent(&self) -> Option<&str> {
        self.request.traceparent()
    }

    /// The id of the last event that a resuming subscriber has seen.
    pub fn last_event_id(&self) -> Option<&str> {
        self.request.last_event_id.as_deref()
    }

    /// When the caller stops waiting, where it said so.
    pub fn deadline(&self) -> Option<Instant> {
        self.request.deadline
    }

    /// The time that is left until [`deadline`](Ctx::deadline), to be handed on to whatever this call waits for.
    pub fn remaining(&self) -> Option<Duration> {
        self.deadline().map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }

    /// Says until when what was proved holds. A connection that outlives it is closed then, by a code that tells the
    /// client to renew its proof and to come back.
    pub fn set_expiry(&self, at: SystemTime) {
        self.request.set_expiry(at);
    }

    /// The id under which the log speaks of this request.
    pub fn request_id(&self) -> &str {
        self.request.id()
    }

    /// Adds a header to the reply, such as a cookie. A stream's headers leave when it opens; of a response in JSON
    /// Lines, those that its calls set before they first wait.
    ///
    /// `cache-control` makes the reply of a query cacheable: it then gets an `etag`, and who has that reply already is
    /// told so by 304. It counts where the query was called alone and did not fail.
    pub fn append_header(&self, name: HeaderName, value: HeaderValue) {
        self.request.edit_headers(|headers| {
            headers.append(name, value);
        });
    }

    /// Changes the headers of the reply that were added by now: those of all calls that share it.
    pub fn edit_headers(&self, edit: impl FnOnce(&mut HeaderMap)) {
        self.request.edit_headers(edit);
    }

    /// The same for what is good to know and nothing more: where it cannot reach the caller any more, over a socket or once a response in
    /// JSON Lines has begun, nothing is done and nothing is logged.
    pub fn try_edit_headers(&self, hint: impl FnOnce(&mut HeaderMap)) {
        self.request.try_edit_headers(hint);
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
    fn the_scheme_is_bearer_whatever_its_case() {
        assert_eq!(ctx(header::AUTHORIZATION, "bearer abc").bearer().unwrap(), "abc");
        for bad in ["Basic abc", "Bearer", "Bearer ", "abc"] {
            assert!(ctx(header::AUTHORIZATION, bad).bearer().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let ctx = ctx(header::COOKIE, "xrefresh=1; refresh=2");
        assert_eq!(ctx.cookie("refresh"), Some("2"));
        assert_eq!(ctx.cookie("fresh"), None);
    }
}
