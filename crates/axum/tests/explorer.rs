//! Tests of the explorer's HTTP routes. `tests/e2e/explorer` tests the page in a browser.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic fails the test")]

use std::collections::BTreeMap;

use axum::{body::Body, extract::Request, response::Response};
use http::{StatusCode, header};
use http_body_util::BodyExt;
use isotype_axum::Routes;
use isotype_core::{Ctx, Router};
use isotype_lowering::specta;
use serde::Serialize;
use serde_json::Value;
use tower::ServiceExt;

async fn ping(_: Ctx<()>, _: ()) -> String {
    "pong".to_owned()
}

fn routes_with_explorer() -> Routes<()> {
    Routes::new(Router::new().query("ping", ping), ()).explorer(true)
}

async fn get(app: &axum::Router, path: &str, if_none_match: &str) -> Response {
    let request = Request::get(path).header(header::IF_NONE_MATCH, if_none_match).body(Body::empty()).unwrap();
    app.clone().oneshot(request).await.unwrap()
}

async fn text(response: Response) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().into()).unwrap()
}

#[tokio::test]
async fn serves_the_page_only_if_enabled() {
    let disabled = Routes::new(Router::new().query("ping", ping), ()).at("/rpc");
    assert_eq!(get(&disabled, "/rpc/_explorer", "").await.status(), StatusCode::NOT_FOUND);
    let nested = axum::Router::new().nest("/rpc", routes_with_explorer().into_router());
    for app in [routes_with_explorer().at("/rpc"), nested] {
        let page = get(&app, "/rpc/_explorer", "").await;
        assert_eq!(page.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
        assert!(text(page).await.starts_with("<!doctype html>"));
        assert!(text(get(&app, "/rpc/ping", "").await).await.contains("pong"), "procedures are still served");
        let redirect = get(&app, "/rpc/_explorer/", "").await;
        let location = &redirect.headers()[header::LOCATION];
        assert_eq!(location, "../_explorer", "the URLs in the page are relative to its parent");
    }
}

#[tokio::test]
async fn revalidates_by_etag_and_sends_a_strict_content_security_policy() {
    let app = routes_with_explorer().at("/rpc");
    for path in ["/rpc/_explorer", "/rpc/_explorer/main.js", "/rpc/_explorer/contract.json"] {
        let response = get(&app, path, "").await;
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';") && !policy.contains("unsafe"), "{policy}");
        let etag = response.headers()[header::ETAG].to_str().unwrap().to_owned();
        assert_eq!(get(&app, path, &etag).await.status(), StatusCode::NOT_MODIFIED, "{path}");
    }
}

#[tokio::test]
async fn serves_the_contract_with_source_locations() {
    let json = text(get(&routes_with_explorer().at("/rpc"), "/rpc/_explorer/contract.json", "").await).await;
    let document: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["contract"]["procedures"][0]["name"], "ping");
    let location = &document["locations"]["procedures"][0];
    assert_eq!(location["file"], "crates/axum/tests/explorer.rs");
    assert!(location["path"].as_str().unwrap().ends_with("/crates/axum/tests/explorer.rs"), "{location}");
}

/// Type that the contract cannot represent, because its map keys do not serialize as strings.
#[derive(Serialize, specta::Type)]
struct Grid {
    cells: BTreeMap<(u8, u8), String>,
}

#[tokio::test]
async fn reports_why_there_is_no_contract() {
    async fn grid(_: Ctx<()>, _: ()) -> Grid {
        Grid { cells: BTreeMap::new() }
    }
    let app = Routes::new(Router::new().query("grid", grid), ()).explorer(true).at("/rpc");
    let response = get(&app, "/rpc/_explorer/contract.json", "").await;
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let document: Value = serde_json::from_str(&text(response).await).unwrap();
    assert!(document["errors"][0].as_str().unwrap().contains("Grid"), "{document}");
}

#[test]
#[should_panic(expected = "procedure \"_explorer\" conflicts with the path of the explorer")]
fn rejects_a_procedure_with_the_name_of_the_page() {
    let _ = Routes::new(Router::new().query("_explorer", ping), ()).explorer(true);
}
