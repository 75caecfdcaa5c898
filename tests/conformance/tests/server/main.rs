//! Runs the conformance cases against the server over real sockets.

#![expect(clippy::expect_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod case;
mod pending;
mod form;
mod exchange;
mod socket;
mod script;
mod message_stream;
mod jsonl;
mod sse;
mod sequence;
mod difference;

use std::{net::SocketAddr, time::Duration};

use futures_util::{StreamExt, future::pending as forever, stream};
use isotype::{axum::Drain, server::HttpServer};
use tokio::{net::TcpListener, time::timeout};

use case::Case;

/// Number of cases that run concurrently. Some cases depend on timing, so the machine must not be busy.
const CONCURRENCY: usize = 4;

/// Maximum duration of a case.
const CASE_TIMEOUT: Duration = Duration::from_secs(20);

#[tokio::test]
async fn server_responses_match_every_case() {
    let server = start().await;
    let cases = case::server_cases();
    let count = cases.len();
    let outcomes: Vec<_> = stream::iter(cases).map(|case| run(server, case)).buffered(CONCURRENCY).collect().await;
    let mut failures: Vec<(String, String)> = outcomes.into_iter().filter_map(Result::err).collect();
    let (pending, unused) = pending::remove_pending(&mut failures);
    for line in &pending {
        eprintln!("PENDING {line}");
    }
    eprintln!("{} of {count} cases pass, {} are pending", count - failures.len() - pending.len(), pending.len());
    assert!(unused.is_empty(), "cases in PENDING that pass; remove them from the list:\n  {}", unused.join("\n  "));
    let details: String = failures.iter().map(|(name, reason)| format!("\n● {name}\n{reason}\n")).collect();
    let names: String = failures.iter().map(|(name, _)| format!("\n  {name}")).collect();
    assert!(failures.is_empty(), "{details}\n{} of {count} cases fail:{names}", failures.len());
}

async fn start() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("binding a free port");
    let address = listener.local_addr().expect("reading the listener's address");
    let drain = Drain::default();
    let app = isotype_conformance::app(&drain);
    tokio::spawn(HttpServer::new(&drain).serve(listener, app, forever()));
    address
}

/// Runs a case.
///
/// # Errors
///
/// Returns the name of the case and a description of its differences.
async fn run(server: SocketAddr, case: Case) -> Result<(), (String, String)> {
    let steps = async {
        for exchange in &case.exchanges {
            exchange::run(server, &case.server, exchange).await?;
        }
        script::run(server, &case.server, &case.script).await
    };
    let outcome = timeout(CASE_TIMEOUT, steps).await.unwrap_or_else(|_| Err("timed out".to_owned()));
    outcome.map_err(|reason| (case.name, reason.lines().map(|line| format!("    {line}\n")).collect()))
}
