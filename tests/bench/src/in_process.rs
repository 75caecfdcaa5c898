//! The same calls without a socket, to be counted by `valgrind --tool=callgrind`: instructions repeat where time does not.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use tower::ServiceExt;

use crate::{BenchResult, rows};

/// Answers one row's request `times` times on the server of that name.
pub(crate) fn run(which: &str, row: &str, times: u32, routes: Router) -> BenchResult<()> {
    let row = rows::all().into_iter().find(|candidate| candidate.name == row).ok_or("there is no such row")?;
    let bytes = if which == "ours" { row.isotype_request } else { row.axum_request };
    let text = String::from_utf8(bytes)?;
    tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
        for _ in 0..times {
            let response = routes.clone().oneshot(request(&text)?).await?;
            if !response.status().is_success() {
                return Err(format!("not a success: {}", response.status()).into());
            }
            to_bytes(response.into_body(), usize::MAX).await?;
        }
        Ok(())
    })
}

/// What hyper would make of these bytes.
fn request(text: &str) -> BenchResult<Request<Body>> {
    let (head, body) = text.split_once("\r\n\r\n").ok_or("no head")?;
    let mut lines = head.lines();
    let mut start = lines.next().unwrap_or_default().split(' ');
    let builder = Request::builder().method(start.next().unwrap_or_default()).uri(start.next().unwrap_or_default());
    let builder =
        lines.filter_map(|line| line.split_once(": ")).fold(builder, |all, (name, value)| all.header(name, value));
    Ok(builder.body(Body::from(body.to_owned()))?)
}
