//! Routes that serve the OpenAPI document and an API reference that Scalar renders from it.

use axum::{body::Bytes, routing::get};
use http::{HeaderName, header};
use isotype_contract::Contract;
use isotype_openapi::{Info, document};

/// `Content-Security-Policy` of the page. All files come from this server. Scalar adds inline styles but no inline
/// scripts.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
     font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Script that starts Scalar with every feature that contacts Scalar's own hosts (fonts, proxy, telemetry, agents)
/// disabled.
const INIT_SCRIPT: &str = r##"const reference = document.querySelector("#reference");
if ("Scalar" in globalThis) {
  Scalar.createApiReference(reference, {
    url: reference.dataset.document,
    withDefaultFonts: false,
    telemetry: false,
    proxyUrl: "",
    orderSchemaPropertiesBy: "preserve",
    agent: { disabled: true },
    mcp: { disabled: true },
    hideClientButton: true,
    showDeveloperTools: "never",
  });
} else {
  reference.textContent = `Failed to load ${reference.dataset.script}, which displays ${reference.dataset.document}.`;
}
"##;

/// Returns the routes of the OpenAPI document and the API reference, as far as they are enabled.
///
/// # Panics
///
/// Panics if `docs` is set without `openapi`, or if OpenAPI cannot represent the API.
#[track_caller]
pub(crate) fn routes(
    contract: &Contract,
    rest_prefix: &str,
    openapi: Option<(String, Info)>,
    docs: Option<(String, String)>,
) -> axum::Router {
    let mut router = axum::Router::new();
    if let Some((path, script)) = docs {
        let Some((document, _)) = &openapi else {
            panic!("Routes::docs requires the OpenAPI document; call Routes::openapi as well");
        };
        router = router.merge(page_routes(&path, document, &script));
    }
    if let Some((path, info)) = openapi {
        let document = document(contract, &info.server(rest_prefix)).unwrap_or_else(|error| panic!("{error}"));
        let (head, document) = (no_cache_headers("application/json"), Bytes::from(document.to_string()));
        router = router.route(&path, get(move || async move { (head, document) }));
    }
    router
}

/// Returns the routes of the page at `path`, which renders `document` with Scalar's `script`.
fn page_routes(path: &str, document: &str, script: &str) -> axum::Router {
    let init = format!("{path}/start.js");
    let page = page(document, script, &init);
    let policy = [(header::CONTENT_SECURITY_POLICY, CSP)];
    axum::Router::new()
        .route(path, get(async move || (no_cache_headers("text/html; charset=utf-8"), policy, page)))
        .route(&init, get(async || (no_cache_headers("text/javascript; charset=utf-8"), INIT_SCRIPT)))
}

fn page(document: &str, script: &str, init: &str) -> String {
    let [document, script, init] = [document, script, init].map(escape_attribute);
    format!(
        r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>API</title>
  </head>
  <body>
    <div id="reference" data-document="{document}" data-script="{script}"></div>
    <script src="{script}"></script>
    <script src="{init}"></script>
  </body>
</html>
"#
    )
}

/// Escapes a string for use in a quoted attribute value.
fn escape_attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// Returns the headers of content that may change with each deployment.
fn no_cache_headers(content_type: &'static str) -> [(HeaderName, &'static str); 2] {
    [(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, "no-cache")]
}
