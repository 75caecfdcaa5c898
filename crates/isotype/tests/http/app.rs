//! Application under test, and functions for sending it requests.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic fails the test")]

use axum::{body::Body, response::Response};
use futures_util::{Stream, stream};
use garde::Validate;
use http::{HeaderValue, Request, header};
use http_body_util::BodyExt;
use isotype::prelude::*;
use serde::{Deserialize, Serialize};
use tower::ServiceExt;

#[derive(Clone)]
pub(crate) struct App;

pub(crate) struct User(String);

impl FromCall<App> for User {
    type Error = Unauthorized;

    async fn from_call(ctx: &Ctx<App>) -> Result<User, Unauthorized> {
        match ctx.bearer()? {
            "good" => Ok(User("ann".to_owned())),
            _ => Err(Unauthorized::new("that token is not valid")),
        }
    }
}

#[derive(Deserialize, Type)]
struct Name {
    name: String,
}

#[derive(Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its decoding is of interest")]
struct Strict {
    name: String,
}

#[derive(Serialize, Type)]
struct Greeting {
    message: String,
}

#[derive(Deserialize, Type, Validate, Constraints)]
struct NewPost {
    #[garde(length(chars, min = 1, max = 12))]
    title: String,
}

#[derive(Debug, thiserror::Error, ProcedureError)]
enum PostError {
    #[error("that title is taken by post {by}")]
    #[code(Conflict)]
    TitleTaken { by: u32 },
    #[error(transparent)]
    #[internal]
    Io(#[from] std::io::Error),
    #[error("the database is away")]
    #[internal(ServiceUnavailable)]
    Away,
    #[error(transparent)]
    #[forward]
    NotFound(#[from] NotFound),
}

async fn greet(_: Ctx<App>, Name { name }: Name) -> Greeting {
    Greeting { message: format!("hello {name}") }
}

async fn ping(_: Ctx<App>, _: ()) -> &'static str {
    "pong"
}

async fn strict(_: Ctx<App>, _: Strict) {}

async fn me(ctx: Ctx<App, User>, _: ()) -> String {
    ctx.auth().0.clone()
}

async fn create(ctx: Ctx<App, User>, Valid(new): Valid<NewPost>) -> Result<String, PostError> {
    match new.title.as_str() {
        "taken" => Err(PostError::TitleTaken { by: 7 }),
        "io" => Err(std::io::Error::other("secret path /etc/shadow"))?,
        "away" => Err(PostError::Away),
        "gone" => Err(NotFound::new("no such board"))?,
        "panic" => panic!("secret in a panic"),
        title => {
            ctx.append_header(header::SET_COOKIE, HeaderValue::from_static("seen=1"));
            Ok(title.to_owned())
        }
    }
}

fn count(ctx: Ctx<App>, _: ()) -> impl Stream<Item = Tracked<u32>> {
    let start = ctx.last_event_id().and_then(|id| id.parse().ok()).unwrap_or(0);
    stream::iter((start + 1..=3).map(|n| Tracked::new(n.to_string(), n)))
}

fn fails(_: Ctx<App>, _: ()) -> impl Stream<Item = Result<u32, PostError>> {
    stream::iter([Ok(1), Err(PostError::TitleTaken { by: 1 }), Ok(2)])
}

fn panics(_: Ctx<App>, _: ()) -> impl Stream<Item = u32> {
    stream::iter([1, 2]).map(|n| if n == 2 { panic!("secret in a panic") } else { n })
}

fn private(_: Ctx<App, User>, _: ()) -> impl Stream<Item = u32> {
    stream::iter([1])
}

fn silent(_: Ctx<App>, _: ()) -> impl Stream<Item = u32> {
    stream::pending()
}

use futures_util::StreamExt;

pub(crate) fn api() -> Router<App> {
    Router::new()
        .query("greet", greet)
        .query("ping", ping)
        .query("toString", ping)
        .mutation("strict", strict)
        .nest("posts", Router::new().mutation("create", create).query("mine", me).require::<User>())
        .subscription("count", count)
        .subscription("fails", fails)
        .subscription("panics", panics)
        .subscription("private", private)
        .subscription("silent", silent)
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: http::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// Returns the `(status, code, message)` of a failed call.
    pub(crate) fn failure(&self) -> (u16, String, String) {
        let json = self.json();
        let error = &json["error"];
        assert_eq!(error["data"]["httpStatus"], self.status, "{}", self.text);
        let text = |value: &serde_json::Value| value.as_str().expect("a string").to_owned();
        (self.status, text(&error["data"]["code"]), text(&error["message"]))
    }
}

pub(crate) async fn open(request: Request<Body>) -> Response {
    let app = axum::Router::new().nest("/rpc", isotype::axum::routes(api(), App));
    app.oneshot(request).await.expect("the service never fails")
}

pub(crate) async fn send(request: Request<Body>) -> Answer {
    let (parts, body) = open(request).await.into_parts();
    let body = body.collect().await.expect("a whole body").to_bytes();
    let text = String::from_utf8(body.to_vec()).expect("UTF-8");
    Answer { status: parts.status.as_u16(), headers: parts.headers, text }
}

pub(crate) async fn get(path: &str) -> Answer {
    send(Request::get(format!("/rpc/{path}")).body(Body::empty()).expect("a request")).await
}

pub(crate) async fn post(path: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(format!("/rpc/{path}"))
        .header("content-type", "application/json")
        .header("authorization", "Bearer good");
    send(request.body(body.into()).expect("a request")).await
}
