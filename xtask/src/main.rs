//! Development tasks of the repository: `cargo xtask <demo | test | package | bindings | api | bench | fmt | check>`.

mod arguments;
mod process;
mod node;
mod steps;
mod tools;
mod minimal;
mod optional;
mod bindings;
mod types;
mod test;
mod demo;
mod bench;
mod api;
mod package;

use std::process::ExitCode;

fn main() -> ExitCode {
    arguments::parse().and_then(|command| command.run()).unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}
