//! The project's habits, one command each: `cargo xtask <demo | test | bindings | bench | fmt | check>`.

mod arguments;
mod run;
mod node;
mod steps;
mod bindings;
mod types;
mod test;
mod demo;
mod bench;

use std::process::ExitCode;

fn main() -> ExitCode {
    arguments::parse().and_then(|command| command.run()).unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}
