//! The built page, and what a browser is told about it.

use std::{
    env,
    path::{Path, PathBuf},
};

use axum::Router;
use http::{
    HeaderValue,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY},
};
use tower::ServiceBuilder;
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
};

/// Everything comes from this server; nobody frames it.
const CSP: &str = "default-src 'self'; img-src 'self' data:; font-src 'self' data:; \
     connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Serves a built page: files as they are, and `index.html` for every other path, which the page itself makes sense of. The names
/// under `assets` change with their content, so that they are kept for ever and a missing one is just missing.
pub fn static_files(folder: &Path) -> Router {
    let says = |name, value| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    let kept = says(CACHE_CONTROL, "public, max-age=31536000, immutable");
    let fresh = says(CACHE_CONTROL, "no-cache");
    let index = ServeFile::new(folder.join("index.html"));
    let assets = ServiceBuilder::new().layer(kept).service(ServeDir::new(folder.join("assets")));
    let files = ServiceBuilder::new().layer(fresh).service(ServeDir::new(folder).fallback(index));
    let page = Router::new().nest_service("/assets", assets).fallback_service(files);
    page.layer(says(CONTENT_SECURITY_POLICY, CSP)).layer(says(REFERRER_POLICY, "same-origin"))
}

/// The page that the repository has built: `examples/board/web/dist` of the folder that the program was started in or lies in, or
/// of one above.
pub fn find_dist() -> Option<PathBuf> {
    let starts = [env::current_dir().ok(), env::current_exe().ok()];
    starts.iter().flatten().flat_map(|start| start.ancestors()).find_map(|folder| {
        let page = folder.join("examples/board/web/dist");
        page.join("index.html").is_file().then_some(page)
    })
}
