//! Holds the server to the cases: what a case says the client sends goes over a real socket, and what comes back is compared.
//!
//! The modules stand in the order in which a case passes them.

#![expect(clippy::expect_used, clippy::panic, reason = "what a test expects, it says")]

mod case;
mod pending;
mod form;
mod exchange;
mod socket;
mod script;
mod source;
mod lines;
mod events;
mod sequence;
mod difference;

use std::{net::SocketAddr, time::Duration};

use futures_util::{StreamExt, future::pending as forever, stream};
use isotype::{axum::Drain, server::HttpServer};
use tokio::{net::TcpListener, time::timeout};

use case::Case;

/// How many cases run at a time: they are about time too, and a machine that is busy is slow.
const CONCURRENCY: usize = 4;

/// No case takes longer.
const CASE_TIMEOUT: Duration = Duration::from_secs(20);

#[tokio::test]
async fn the_server_answers_as_written() {
    let server = start().await;
    let cases = case::server_cases();
    let count = cases.len();
    let outcomes: Vec<_> = stream::iter(cases).map(|case| run(server, case)).buffered(CONCURRENCY).collect().await;
    let mut failures: Vec<(String, String)> = outcomes.into_iter().filter_map(Result::err).collect();
    let (awaited, idle) = pending::remove_pending(&mut failures);
    for line in &awaited {
        eprintln!("PENDING {line}");
    }
    eprintln!("{} of {count} cases pass, {} are pending", count - failures.len() - awaited.len(), awaited.len());
    assert!(idle.is_empty(), "these are no longer pending: take them off the list\n  {}", idle.join("\n  "));
    let told: String = failures.iter().map(|(name, why)| format!("\n● {name}\n{why}\n")).collect();
    let names: String = failures.iter().map(|(name, _)| format!("\n  {name}")).collect();
    assert!(failures.is_empty(), "{told}\n{} of {count} cases fail:{names}", failures.len());
}

async fn start() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
    let address = listener.local_addr().expect("its address");
    let drain = Drain::default();
    let app = isotype_conformance::app(&drain);
    tokio::spawn(HttpServer::new(&drain).serve(listener, app, forever()));
    address
}

/// What is wrong with a case, under its name.
async fn run(server: SocketAddr, case: Case) -> Result<(), (String, String)> {
    let whole = async {
        for exchange in &case.exchanges {
            exchange::run(server, &case.server, exchange).await?;
        }
        script::run(server, &case.server, &case.script).await
    };
    let outcome = timeout(CASE_TIMEOUT, whole).await.unwrap_or_else(|_| Err("it does not come to an end".to_owned()));
    outcome.map_err(|why| (case.name, why.lines().map(|line| format!("    {line}\n")).collect()))
}
