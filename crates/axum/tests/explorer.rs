//! The explorer as it is served. `tests/e2e/explorer` uses it in a browser.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::collections::BTreeMap;

use axum::{body::Body, extract::Request, response::Response};
use http::{StatusCode, header};
use http_body_util::BodyExt;
use isotype_axum::Routes;
use isotype_core::{Ctx, Router, Type};
use isotype_lowering::specta;
use serde::Serialize;
use serde_json::Value;
use tower::ServiceExt;

async fn ping(_: Ctx<()>, _: ()) -> String {
    "pong".to_owned()
}

fn explored() -> Routes<()> {
    Routes::new(Router::new().query("ping", ping), ()).explorer(true)
}

async fn get(app: &axum::Router, path: &str, known: &str) -> Response {
    let request = Request::get(path).header(header::IF_NONE_MATCH, known).body(Body::empty()).unwrap();
    app.clone().oneshot(request).await.unwrap()
}

async fn text(response: Response) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().into()).unwrap()
}

#[tokio::test]
async fn it_is_there_when_it_is_asked_for() {
    let off = Routes::new(Router::new().query("ping", ping), ()).at("/rpc");
    assert_eq!(get(&off, "/rpc/_explorer", "").await.status(), StatusCode::NOT_FOUND);
    for app in [explored().at("/rpc"), axum::Router::new().nest("/rpc", explored().into_router())] {
        let page = get(&app, "/rpc/_explorer", "").await;
        assert_eq!(page.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
        assert!(text(page).await.starts_with("<!doctype html>"));
        assert!(text(get(&app, "/rpc/ping", "").await).await.contains("pong"), "the procedures stay where they are");
        let back = get(&app, "/rpc/_explorer/", "").await;
        assert_eq!(back.headers()[header::LOCATION], "../_explorer", "its files are named from beside it");
    }
}

#[tokio::test]
async fn a_browser_keeps_it_and_lets_nothing_else_in() {
    let app = explored().at("/rpc");
    for path in ["/rpc/_explorer", "/rpc/_explorer/main.js", "/rpc/_explorer/contract.json"] {
        let first = get(&app, path, "").await;
        let policy = first.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';") && !policy.contains("unsafe"), "{policy}");
        let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
        assert_eq!(get(&app, path, &tag).await.status(), StatusCode::NOT_MODIFIED, "{path}");
    }
}

#[tokio::test]
async fn it_is_told_the_contract_and_the_places() {
    let told = text(get(&explored().at("/rpc"), "/rpc/_explorer/contract.json", "").await).await;
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["contract"]["procedures"][0]["name"], "ping");
    let place = &told["places"]["procedures"][0];
    assert_eq!(place["file"], "crates/axum/tests/explorer.rs");
    assert!(place["path"].as_str().unwrap().ends_with("/crates/axum/tests/explorer.rs"), "{place}");
}

/// Its keys are no strings, and cannot be made into some.
#[derive(Serialize, Type)]
struct Grid {
    cells: BTreeMap<(u8, u8), String>,
}

#[tokio::test]
async fn it_is_told_why_there_is_no_contract() {
    async fn grid(_: Ctx<()>, _: ()) -> Grid {
        Grid { cells: BTreeMap::new() }
    }
    let app = Routes::new(Router::new().query("grid", grid), ()).explorer(true).at("/rpc");
    let answer = get(&app, "/rpc/_explorer/contract.json", "").await;
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let told: Value = serde_json::from_str(&text(answer).await).unwrap();
    assert!(told["refused"][0].as_str().unwrap().contains("Grid"), "{told}");
}

#[test]
#[should_panic(expected = "a procedure is called \"_explorer\"")]
fn its_name_is_taken_by_nobody_else() {
    let _ = Routes::new(Router::new().query("_explorer", ping), ()).explorer(true);
}
