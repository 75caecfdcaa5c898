//! Static files of the built page.

use std::fs;

use board::{App, app::AppOptions, schema::migrations, serve};
use isotype::auth::{Key, Secret};
use isotype::sql::Database;

use crate::harness::{SECRET, free_port};

#[tokio::test]
async fn serves_page_with_security_headers() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("assets")).unwrap();
    fs::write(folder.path().join("index.html"), "<title>Board</title>").unwrap();
    fs::write(folder.path().join("assets/app-1.js"), "1").unwrap();
    let database = Database::open("sqlite::memory:").await.unwrap();
    migrations().up(&database).await.unwrap();
    let secret = Secret::new(SECRET).unwrap();
    let app = App::new(&database, &secret, Key::hs256(&secret).into(), &AppOptions::default()).unwrap();
    let bound = serve::build_server(app, &database, Some(folder.path())).config(&free_port()).bind().await.unwrap();
    let url = format!("http://{}", bound.local_addr().unwrap());
    let server = tokio::spawn(bound.run(std::future::pending()));

    for (path, status, kind, cache) in [
        ("/", 200, "text/html", "no-cache"),
        ("/posts/some/where", 200, "text/html", "no-cache"),
        ("/assets/app-1.js", 200, "text/javascript", "public, max-age=31536000, immutable"),
        ("/assets/missing.js", 404, "", ""),
        ("/rpc/posts.list?input=%7B%7D", 200, "application/json", ""),
        ("/rpc/none", 404, "application/json", ""),
    ] {
        let response = reqwest::get(format!("{url}{path}")).await.unwrap();
        let header = |name: &str| response.headers().get(name).map_or("", |value| value.to_str().unwrap());
        assert_eq!(response.status(), status, "{path}");
        assert!(header("content-type").starts_with(kind), "{path}: {}", header("content-type"));
        assert!(cache.is_empty() || header("cache-control") == cache, "{path}: {}", header("cache-control"));
        let policy = if path.starts_with("/rpc") { "default-src 'none'" } else { "default-src 'self'" };
        assert!(header("content-security-policy").contains(policy), "{path}");
        assert_eq!((header("x-content-type-options"), header("x-frame-options")), ("nosniff", "DENY"), "{path}");
    }
    server.abort();
}
