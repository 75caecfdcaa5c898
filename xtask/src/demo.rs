//! Builds and starts the notice board example, even from a fresh clone.

use crate::{
    node,
    process::{TaskError, cargo},
};

/// Installs the npm packages, then builds and starts the board. The server prints its address once it accepts
/// connections.
pub(crate) fn run(port: u16) -> Result<(), TaskError> {
    println!("── 1/4 npm packages");
    node::install()?;
    println!("── 2/4 web app");
    node::npm(&["run", "--silent", "build"])?;
    node::npm(&["run", "--silent", "build", "--workspace", "@board/web"])?;
    println!("── 3/4 server; the first build takes several minutes");
    cargo(&["build", "--package", "board", "--bin", "board"])?;
    println!("── 4/4 running the board; press Ctrl-C to stop");
    let port = port.to_string();
    cargo(&["run", "--quiet", "--package", "board", "--bin", "board", "--", "--port", &port])
}
