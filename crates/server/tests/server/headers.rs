//! Tests of security headers and CORS.

use axum::{Router, http::header, routing::get};
use reqwest::{Client, Method, Response};

use crate::harness::Running;

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn adds_security_headers_unless_set_by_the_page() {
    let page =
        Router::new().route("/page", get(async || ([(header::CONTENT_SECURITY_POLICY, "default-src 'self'")], "hi")));
    let running = Running::start(&[], |server| server.merge(page)).await;
    for path in ["/rpc/ping", "/rpc/none", "/rpc/ticks", "/nowhere", "/health/live", "/page"] {
        let response = running.get(path).await;
        let policy = if path == "/page" { "default-src 'self'" } else { "default-src 'none'; frame-ancestors 'none'" };
        assert_eq!(header(&response, "content-security-policy"), policy, "{path}");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header(&response, "x-frame-options"), "DENY", "{path}");
        assert_eq!(header(&response, "referrer-policy"), "no-referrer", "{path}");
        assert_eq!(header(&response, "strict-transport-security"), "", "{path}");
    }
}

#[tokio::test]
async fn forbids_caching_unless_the_procedure_allows_it() {
    let page = Router::new().route("/page", get(async || "hi"));
    let running = Running::start(&[], |server| server.routes(|routes| routes.rest("/api")).merge(page)).await;
    for path in ["/rpc/ping", "/rpc/forbid", "/rpc/none", "/rpc/ping,ping?batch=1", "/api/ping"] {
        assert_eq!(header(&running.get(path).await, "cache-control"), "no-store", "{path}");
    }
    assert_eq!(header(&running.get("/rpc/long").await, "cache-control"), "private, max-age=60");
    assert!(header(&running.get("/rpc/ticks").await, "cache-control").contains("no-transform"));
    assert_eq!(header(&running.get("/page").await, "cache-control"), "", "other routes are unchanged");
}

#[tokio::test]
async fn sends_hsts_with_https() {
    let running = Running::start(&[("TEST_HTTPS", "true")], |server| server).await;
    assert_eq!(header(&running.get("/rpc/ping").await, "strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn allows_cross_origin_calls_only_from_listed_origins() {
    let running =
        Running::start(&[("TEST_ALLOWED_ORIGINS", "https://app.example,http://localhost:5173")], |server| server).await;
    let send = async |method, origin: &str| {
        let request = Client::new().request(method, format!("{}/rpc/ping", running.url)).header("origin", origin);
        let request = request.header("access-control-request-method", "GET");
        request.header("access-control-request-headers", "authorization,trpc-accept").send().await.unwrap()
    };
    for origin in ["https://app.example", "http://localhost:5173"] {
        let allowed = send(Method::OPTIONS, origin).await;
        assert_eq!((allowed.status().as_u16(), header(&allowed, "access-control-allow-origin")), (200, origin));
        assert_eq!(header(&allowed, "access-control-allow-headers"), "authorization,trpc-accept");
        assert_eq!(header(&allowed, "access-control-allow-credentials"), "true");
        let response = send(Method::GET, origin).await;
        assert_eq!(header(&response, "access-control-allow-origin"), origin);
        assert!(header(&response, "access-control-expose-headers").contains("x-request-id"));
    }
    for origin in ["https://evil.example", "https://app.example.evil", "null"] {
        for method in [Method::OPTIONS, Method::GET] {
            assert_eq!(header(&send(method, origin).await, "access-control-allow-origin"), "", "{origin}");
        }
    }
}

#[tokio::test]
async fn sends_no_cors_headers_without_allowed_origins() {
    let running = Running::start(&[], |server| server).await;
    let response =
        Client::new().get(format!("{}/rpc/ping", running.url)).header("origin", "https://app.example").send().await;
    assert_eq!(header(&response.unwrap(), "access-control-allow-origin"), "");
}
