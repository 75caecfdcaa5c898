//! The notice board, from a fresh clone to an open page.

use crate::{
    node,
    process::{TaskError, cargo},
};

/// Installs, builds and starts; the server prints its address when it accepts connections.
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
