//! One HTTP request: the checks that concern all of it, in the order of protocol section 1.

use std::{
    borrow::Cow,
    future::{Future, ready},
    sync::Arc,
    time::Instant,
};

use ::http::{HeaderMap, HeaderName, Method, StatusCode, header, request::Parts};
use axum::{extract::Request as HttpRequest, response::Response};
use futures_util::{FutureExt, future::Either};
use isotype_core::{Code, Failure, Kind, RawInput, Request, Verb};
use isotype_protocol::{Media, Query, decode_path, patience};

use crate::{
    batch, body, idempotency, jsonl, origin, peer, respond, routes::Endpoint, sse, unary, unread::Arriving, upload, ws,
};

/// In which a client says how long it waits, in milliseconds.
static TIMEOUT: HeaderName = HeaderName::from_static("isotype-timeout-ms");
static LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// The methods that no procedure is called by.
const OTHERS: [&str; 6] = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];

/// Answers one HTTP request, whatever comes; the procedure's name stands behind `prefix` bytes of its path.
pub(crate) fn serve<S: Send + Sync + 'static>(
    endpoint: &Arc<Endpoint<S>>,
    prefix: usize,
    request: HttpRequest,
) -> impl Future<Output = Response> + Send + use<S> {
    if ws::is_asked(&request) {
        return Either::Right(Either::Right(ws::answer(endpoint.clone(), prefix, request).boxed()));
    }
    if request.method() == Method::HEAD {
        return Either::Left(ready(respond::empty(StatusCode::NO_CONTENT)));
    }
    let (parts, body) = request.into_parts();
    let body = Arriving::new(body, &parts.headers, endpoint.body_silence, endpoint.limits.unread);
    let path = parts.uri.path().get(prefix..).unwrap_or_default();
    let media = upload::media(&parts.headers);
    let (path, verb, query) = match head(endpoint, path, &parts, media) {
        Ok(head) => head,
        Err(failure) if media.is_some() => return Either::Left(ready(respond::refused(&failure, "POST"))),
        Err(failure) => return Either::Left(ready(respond::failure(&failure))),
    };
    let deadline = deadline(&parts.headers);
    let kind = endpoint.api.kind(&path);
    let peer = peer::of(&parts.extensions);
    let request = Request::new(parts.headers, parts.extensions);
    let mut request = request.with_params(query.connection_params).with_peer(peer);
    request.deadline = deadline;
    // The most frequent of all calls has a future of its own, which stays small.
    if verb == Verb::Get && !query.batch && kind != Some(Kind::Subscription) {
        let input = (RawInput::Json(query.input), None);
        return Either::Right(Either::Left(unary::answer(endpoint, verb, &path, kind, input, request)));
    }
    let input = match (media, verb) {
        (Some(_), _) => Either::Left(RawInput::Body(upload::body(request.headers(), body, &endpoint.limits))),
        (None, Verb::Get) => Either::Left(RawInput::Json(query.input)),
        (None, _) => Either::Right(body),
    };
    let call = Incoming { verb, path: path.into_owned(), kind, last_event_id: query.last_event_id, request };
    let answer = answer(endpoint.clone(), call, query.batch, input);
    Either::Right(Either::Right(async move { answer.await.unwrap_or_else(|f| respond::failure(&f)) }.boxed()))
}

/// Name, verb and parameters. Of a body that is no JSON the path is taken whole, and parameters do not count.
fn head<'a, S>(
    endpoint: &Endpoint<S>,
    path: &'a str,
    parts: &Parts,
    media: Option<Media>,
) -> Result<(Cow<'a, str>, Verb, Query), Failure> {
    let Parts { method, headers, uri, .. } = parts;
    short(path, uri.query(), endpoint.limits.url)?;
    let path = decode_path(path)?;
    origin::check_cookies(method, headers, uri, &endpoint.origins).map_err(|failure| failure.at(&path))?;
    let Some(media) = media else {
        let (verb, query) = (verb(endpoint, method, headers)?, Query::parse(uri.query())?);
        jsonl::check(headers, query.batch)?;
        return Ok((path, verb, query));
    };
    upload::check_method(method, media)?;
    upload::check_site(headers, uri, media, &endpoint.origins).map_err(|failure| failure.at(&path))?;
    Ok((path, post(endpoint), Query::default()))
}

/// A request whose head was read.
struct Incoming {
    verb: Verb,
    path: String,
    kind: Option<Kind>,
    last_event_id: Option<String>,
    request: Request,
}

async fn answer<S: Send + Sync + 'static>(
    endpoint: Arc<Endpoint<S>>,
    call: Incoming,
    is_batch: bool,
    input: Either<RawInput, Arriving>,
) -> Result<Response, Failure> {
    let Incoming { verb, path, kind, last_event_id, mut request } = call;
    let names = if is_batch { batch::names(&endpoint, &path)? } else { Vec::new() };
    let input = match input {
        Either::Left(input) => input,
        Either::Right(body) => body::read(body, endpoint.limits.body).await,
    };
    if is_batch {
        let inputs = batch::inputs(&names, input, request.headers())?;
        return Ok(match jsonl::is_wanted(request.headers()) {
            true => jsonl::answer(&endpoint, verb, &names, inputs, request),
            false => batch::answer(&endpoint, verb, &names, inputs, request).await,
        });
    }
    if kind == Some(Kind::Subscription) {
        request.last_event_id = resume(request.headers(), last_event_id, &input);
        let mut response = sse::answer(&endpoint, verb, &path, input, request).await;
        if matches!(verb, Verb::Post | Verb::Other(_)) {
            respond::allow(&mut response, endpoint.methods(kind));
        }
        return Ok(response);
    }
    let key = idempotency::key(request.headers(), kind).map_err(|failure| failure.at(&path))?;
    Ok(unary::answer(&endpoint, verb, &path, kind, (input, key), request).await)
}

pub(crate) fn short(path: &str, query: Option<&str>, limit: usize) -> Result<(), Failure> {
    if path.len() + query.map_or(0, str::len) <= limit {
        return Ok(());
    }
    let message = format!("The address is longer than {limit} bytes: send fewer calls at a time, or a smaller input");
    Err(Failure::new(Code::PayloadTooLarge, message))
}

/// GET, or POST of JSON. Of all other methods, JSON ones are refused call by call, and the rest by content type.
fn verb<S>(endpoint: &Endpoint<S>, method: &Method, headers: &HeaderMap) -> Result<Verb, Failure> {
    if method == Method::GET {
        return Ok(Verb::Get);
    }
    Media::require(headers.get(header::CONTENT_TYPE).map(|value| value.as_bytes()))?;
    match *method {
        Method::POST => Ok(post(endpoint)),
        _ => Ok(Verb::Other(OTHERS.into_iter().find(|name| *name == method.as_str()).unwrap_or("unknown"))),
    }
}

fn post<S>(endpoint: &Endpoint<S>) -> Verb {
    if endpoint.method_override { Verb::Override } else { Verb::Post }
}

pub(crate) fn deadline(headers: &HeaderMap) -> Option<Instant> {
    Instant::now().checked_add(patience(headers.get(&TIMEOUT)?.to_str().ok()?)?)
}

/// Where a subscriber left off: header, else query parameter, else in its input.
pub(crate) fn resume(headers: &HeaderMap, parameter: Option<String>, input: &RawInput) -> Option<String> {
    let header = headers.get(&LAST_EVENT_ID).and_then(|id| id.to_str().ok()).map(str::to_owned);
    resumed(header.or(parameter), input)
}

/// The id that was said, else a field of the input, where tRPC's client puts it after a time of silence (protocol
/// section 4).
pub(crate) fn resumed(said: Option<String>, input: &RawInput) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Resume<'a> {
        #[serde(borrow, rename = "lastEventId")]
        last_event_id: Option<Cow<'a, str>>,
    }
    let from_input = || match input {
        RawInput::Json(json) => serde_json::from_slice::<Resume<'_>>(json).ok()?.last_event_id.map(Cow::into_owned),
        _ => None,
    };
    said.or_else(from_input).filter(|id| !id.is_empty())
}
