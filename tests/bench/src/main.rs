//! Benchmark of the server's CPU time per call, against a hand-written axum server: `cargo xtask bench`.
//!
//! Both servers are child processes of this program and run on the same core; the load generator uses the other cores.
//! Rounds alternate between the servers, so that other load on the machine affects both.

mod workload;
mod isotype_server;
mod axum_server;
mod serve;
mod in_process;
mod policies;
mod server_process;
mod load;
mod rows;
mod measure;
mod report;

use std::{error::Error, process::ExitCode};

/// Result of a benchmark step; an error ends the run.
type BenchResult<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> BenchResult<()> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let mut quick = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("serve") => return serve::run(&parser.value()?.string()?),
            Long("in-process") => {
                let (which, row) = (parser.value()?.string()?, parser.value()?.string()?);
                return in_process::run(&which, &row, parser.value()?.parse()?, serve::routes(&which)?);
            }
            Long("policies") => return policies::run(),
            Long("quick") => quick = true,
            other => return Err(other.unexpected().into()),
        }
    }
    let measurements = measure::run(if quick { &measure::QUICK } else { &measure::FULL })?;
    report::print(&measurements);
    report::write(&measurements)
}
