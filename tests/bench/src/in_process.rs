//! Calls without a socket, for `valgrind --tool=callgrind`: instruction counts are reproducible, times are not.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use tower::ServiceExt;

use crate::{BenchResult, rows};

/// Sends the request of a row `times` times to the routes of a server.
///
/// # Errors
///
/// Returns an error if the row does not exist or a response is not successful.
pub(crate) fn run(server: &str, row: &str, times: u32, routes: Router) -> BenchResult<()> {
    let row = rows::all()
        .into_iter()
        .find(|candidate| candidate.name == row)
        .ok_or("unknown row; expected `greet`, `list`, `create` or `batch`")?;
    let bytes = if server == "isotype" { row.isotype_request } else { row.axum_request };
    let text = String::from_utf8(bytes)?;
    tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
        for _ in 0..times {
            let response = routes.clone().oneshot(request(&text)?).await?;
            if !response.status().is_success() {
                return Err(format!("response is not successful: {}", response.status()).into());
            }
            to_bytes(response.into_body(), usize::MAX).await?;
        }
        Ok(())
    })
}

/// Parses the text of an HTTP request.
fn request(text: &str) -> BenchResult<Request<Body>> {
    let (head, body) = text.split_once("\r\n\r\n").ok_or("request without a head")?;
    let mut lines = head.lines();
    let mut start = lines.next().unwrap_or_default().split(' ');
    let builder = Request::builder().method(start.next().unwrap_or_default()).uri(start.next().unwrap_or_default());
    let builder =
        lines.filter_map(|line| line.split_once(": ")).fold(builder, |all, (name, value)| all.header(name, value));
    Ok(builder.body(Body::from(body.to_owned()))?)
}
