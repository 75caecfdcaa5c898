//! Static files of the built page, and their response headers.

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

/// Content security policy: all content comes from this server, and no site can embed the page in a frame.
const CSP: &str = "default-src 'self'; img-src 'self' data:; font-src 'self' data:; \
     connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Returns a router that serves the built page.
///
/// Paths that match no file get `index.html`, because the page routes on the client. Names under `assets` contain a content hash:
/// browsers cache those files without revalidation, and a missing one is a 404.
pub fn static_files(folder: &Path) -> Router {
    let header = |name, value| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    let immutable = header(CACHE_CONTROL, "public, max-age=31536000, immutable");
    let revalidate = header(CACHE_CONTROL, "no-cache");
    let index = ServeFile::new(folder.join("index.html"));
    let assets = ServiceBuilder::new().layer(immutable).service(ServeDir::new(folder.join("assets")));
    let files = ServiceBuilder::new().layer(revalidate).service(ServeDir::new(folder).fallback(index));
    let page = Router::new().nest_service("/assets", assets).fallback_service(files);
    page.layer(header(CONTENT_SECURITY_POLICY, CSP)).layer(header(REFERRER_POLICY, "same-origin"))
}

/// Returns `examples/board/web/dist` of the repository, if the page has been built.
///
/// The search starts at the current directory and at the executable, and continues through their ancestors.
pub fn find_dist() -> Option<PathBuf> {
    let starts = [env::current_dir().ok(), env::current_exe().ok()];
    starts.iter().flatten().flat_map(|start| start.ancestors()).find_map(|folder| {
        let page = folder.join("examples/board/web/dist");
        page.join("index.html").is_file().then_some(page)
    })
}
