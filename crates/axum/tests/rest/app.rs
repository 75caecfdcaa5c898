//! Application under test, and a client for raw requests.

use std::time::Duration;

use axum::{body::Body, http::Request};
use futures_util::{Stream, stream};
use garde::Validate;
use http_body_util::BodyExt;
use isotype_axum::{Limits, Routes};
use isotype_core::{
    BodyError, CallError, Code, Ctx, Deferred, Form, InternalError, NotFound, RawBody, Router, Tracked, Valid,
    mutation, query, subscription,
};
use isotype_lowering::specta;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower::ServiceExt;

#[derive(Serialize, Deserialize, specta::Type, Validate)]
struct Search {
    #[garde(range(max = 100))]
    limit: Option<u32>,
    #[garde(skip)]
    #[serde(default)]
    exact: bool,
    #[garde(skip)]
    tags: Vec<String>,
    #[garde(skip)]
    within: Option<(f64, f64)>,
}

impl isotype_core::Constraints for Search {}

async fn search(_: Ctx<()>, Valid(search): Valid<Search>) -> Search {
    search
}

#[derive(Serialize, Deserialize, specta::Type)]
struct Renamed {
    id: u32,
    kind: String,
    title: Option<String>,
}

async fn rename(_: Ctx<()>, renamed: Renamed) -> Renamed {
    renamed
}

async fn remove(_: Ctx<()>, renamed: Renamed) -> Result<(), NotFound> {
    if renamed.id == 0 { Err(NotFound::default()) } else { Ok(()) }
}

async fn double(_: Ctx<()>, number: u32) -> u32 {
    number.saturating_mul(2)
}

async fn touch(_: Ctx<()>, _: ()) -> String {
    "touched".to_owned()
}

async fn label(_: Ctx<()>, labels: Option<Vec<String>>) -> usize {
    labels.map_or(0, |labels| labels.len())
}

#[derive(Serialize, specta::Type)]
struct Page {
    title: String,
    comments: Deferred<Vec<String>>,
}

async fn page(_: Ctx<()>, fails: bool) -> Page {
    let comments = async move {
        if fails { Err(CallError::protocol(Code::Conflict, "no comments")) } else { Ok(vec!["later".to_owned()]) }
    };
    Page { title: "early".to_owned(), comments: Deferred::fallible(comments) }
}

async fn sleep(_: Ctx<()>, _: ()) {
    tokio::time::sleep(Duration::from_secs(60)).await;
}

async fn fail(_: Ctx<()>, _: ()) -> Result<(), InternalError> {
    Err("the password of the database".into())
}

fn watch(ctx: Ctx<()>, _: ()) -> impl Stream<Item = Tracked<u32>> {
    let seen = ctx.last_event_id().and_then(|id| id.parse().ok()).unwrap_or(0);
    stream::iter((seen + 1..=3).map(|number: u32| Tracked::new(number.to_string(), number)))
}

#[derive(Deserialize, specta::Type)]
struct Titled {
    title: String,
}

async fn upload(_: Ctx<()>, form: Form<Titled>) -> String {
    form.fields.title
}

async fn measure(_: Ctx<()>, body: RawBody) -> Result<u32, BodyError> {
    Ok(u32::try_from(body.collect(1000).await?.len()).unwrap())
}

pub(crate) fn api() -> Router<()> {
    Router::new()
        .query("things.search", search)
        .procedure("things.rename", mutation(rename).rest("PUT /things/{kind}/{id} 202"))
        .procedure("things.remove", mutation(remove).rest("DELETE /things/{kind}/{id}"))
        .procedure("double", query(double).renamed_from("twice"))
        .mutation("touch", touch)
        .mutation("labels", label)
        .query("page", page)
        .query("sleep", sleep)
        .query("fail", fail)
        .procedure("watch", subscription(watch).rest("GET /feed"))
        .procedure("upload", mutation(upload).rest("POST /files"))
        .procedure("measure", mutation(measure).rest("PUT /bytes"))
}

/// Response with its complete body.
#[derive(Debug)]
pub(crate) struct RestResponse {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) text: String,
    pub(crate) allow: Option<String>,
}

impl RestResponse {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Sends a request. `line` contains the method and path, for example `PUT /path`.
pub(crate) async fn send(line: &str, headers: &[(&str, &str)], body: &str) -> RestResponse {
    let limits = Limits { url: 200, body: 100, ..Limits::default() };
    let app = Routes::new(api(), ()).limits(limits).allowed_origins(["https://friend.example"]).rest("/api").at("/rpc");
    let (method, path) = line.split_once(' ').unwrap();
    let request = Request::builder().method(method).uri(format!("/api{path}")).header("host", "app.example");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let response = app.oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
    let header = |name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let (status, content_type, allow) = (response.status().as_u16(), header("content-type"), header("allow"));
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    RestResponse {
        status,
        content_type: content_type.unwrap_or_default(),
        text: String::from_utf8(bytes.to_vec()).unwrap(),
        allow,
    }
}

pub(crate) async fn get(path: &str) -> RestResponse {
    send(&format!("GET {path}"), &[], "").await
}
