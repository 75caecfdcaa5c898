//! The child's side: one server on a free port of this machine.

use std::io::{self, Write};

use tokio::{net::TcpListener, runtime};

use crate::{Outcome, by_hand, ours};

/// Serves until killed; the first line of output is the address.
pub(crate) fn run(which: &str) -> Outcome<()> {
    let routes = match which {
        "ours" => ours::routes(),
        "by-hand" => by_hand::routes(),
        other => return Err(format!("there is no server {other:?}").into()),
    };
    let runtime = runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        io::stdout().flush()?;
        axum::serve(listener, routes).await?;
        Ok(())
    })
}
