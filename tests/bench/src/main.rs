//! What a call costs the server, beside a hand-written axum server that does the same work: `cargo xtask bench`.
//!
//! Both servers are this program, each in a process of its own and on the same core; the load comes from another
//! core. Rounds alternate between them, so that whatever else the machine does meets both.

mod work;
mod ours;
mod by_hand;
mod serve;
mod in_process;
mod policies;
mod child;
mod load;
mod rows;
mod measure;
mod report;

use std::{error::Error, process::ExitCode};

/// What can go wrong ends the run, with its text.
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
    let lines = measure::run(if quick { &measure::QUICK } else { &measure::FULL })?;
    report::print(&lines);
    report::write(&lines)
}
