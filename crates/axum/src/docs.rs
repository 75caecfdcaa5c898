//! API reference page, rendered by Scalar.

use axum::routing::get;
use http::header;

use crate::cache::no_cache_headers;

/// `Content-Security-Policy` of the page. All files come from this server; Scalar adds inline styles, but no scripts.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
     font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Script that starts Scalar without the features that contact its vendor's hosts: fonts, proxy, telemetry, agents.
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

/// Returns the routes of the page at `path`, which shows `document` with Scalar's `script`.
pub(crate) fn router(path: &str, document: &str, script: &str) -> axum::Router {
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
