//! The child's side: one server on a free port of this machine.

use std::io::{self, Write};

use axum::Router;
use tokio::{net::TcpListener, runtime};

use crate::{BenchResult, by_hand, ours};

/// Serves until killed; the first line of output is the address.
pub(crate) fn run(which: &str) -> BenchResult<()> {
    let routes = routes(which)?;
    let runtime = runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        io::stdout().flush()?;
        axum::serve(listener, routes).await?;
        Ok(())
    })
}

/// The server of that name.
pub(crate) fn routes(which: &str) -> BenchResult<Router> {
    match which {
        "ours" => Ok(ours::routes()),
        "by-hand" => Ok(by_hand::routes()),
        other => Err(format!("there is no server {other:?}").into()),
    }
}
