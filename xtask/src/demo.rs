//! The notice board, from a fresh clone to an open page.

use crate::{
    bindings, node,
    run::{TaskError, cargo},
    steps,
};

/// Installs, builds and starts; the server prints its address when it answers.
pub(crate) fn run(port: u16) -> Result<(), TaskError> {
    println!("── 1/4 npm packages");
    node::install()?;
    println!("── 2/4 bindings");
    bindings::run(false)?;
    println!("── 3/4 page and server");
    node::npm(&["run", "build"])?;
    steps::build_board()?;
    println!("── 4/4 the board (Ctrl-C stops it)");
    let port = port.to_string();
    cargo(&["run", "--quiet", "--package", "board", "--bin", "board", "--", "--port", &port])
}
