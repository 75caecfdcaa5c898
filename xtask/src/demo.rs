//! Build and start of the notice board from a fresh clone.

use crate::{
    node,
    process::{TaskError, cargo},
};

/// Installs the packages, then builds and starts the board. The server prints its address when it accepts connections.
pub(crate) fn run(port: u16) -> Result<(), TaskError> {
    println!("── 1/4 npm packages");
    node::install()?;
    println!("── 2/4 page");
    node::npm(&["run", "--silent", "build"])?;
    node::npm(&["run", "--silent", "build", "--workspace", "@board/web"])?;
    println!("── 3/4 server; the first build takes minutes");
    cargo(&["build", "--package", "board", "--bin", "board"])?;
    println!("── 4/4 the board (Ctrl-C stops it)");
    let port = port.to_string();
    cargo(&["run", "--quiet", "--package", "board", "--bin", "board", "--", "--port", &port])
}
