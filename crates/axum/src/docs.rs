//! A page that shows the API's description, by Scalar.

use axum::routing::get;
use http::header;

use crate::extra_routes::no_cache_headers;

/// Everything comes from this server. Scalar writes styles of its own into the page, and no scripts.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
     font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Starts Scalar without what it would fetch from, or hand to, its makers' hosts: fonts, a proxy, reports, agents.
const INIT_SCRIPT: &str = r##"const place = document.querySelector("#reference");
if ("Scalar" in globalThis) {
  Scalar.createApiReference(place, {
    url: place.dataset.document,
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
  place.textContent = `${place.dataset.document} would be shown here by ${place.dataset.script}, which is not there.`;
}
"##;

pub(crate) fn router(path: &str, document: &str, script: &str) -> axum::Router {
    let start = format!("{path}/start.js");
    let page = page(document, script, &start);
    let policy = [(header::CONTENT_SECURITY_POLICY, CSP)];
    axum::Router::new()
        .route(path, get(async move || (no_cache_headers("text/html; charset=utf-8"), policy, page)))
        .route(&start, get(async || (no_cache_headers("text/javascript; charset=utf-8"), INIT_SCRIPT)))
}

fn page(document: &str, script: &str, start: &str) -> String {
    let [document, script, start] = [document, script, start].map(escape_attribute);
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
    <script src="{start}"></script>
  </body>
</html>
"#
    )
}

/// Text as the value of an attribute.
fn escape_attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
