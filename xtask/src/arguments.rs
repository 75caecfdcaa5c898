//! The command line.

use std::process::ExitCode;

use crate::{bench, bindings, demo, node, run::TaskError, steps, test, types};

const HELP: &str = "\
Usage: cargo xtask <COMMAND>

  demo [--port 4200]   install, build and start the notice board
  test [--only STEP]   everything that CI runs; --list names the steps
  bindings [--check]   write the generated packages, or say which are stale
  bench [--quick]      what a call costs, beside hand-written axum, and what a large API, beside tRPC
  fmt                  format the Rust code
  check                what is fast: format, clippy, types
";

/// What is to be done.
pub(crate) enum Command {
    Demo { port: u16 },
    Test { only: Option<String> },
    List,
    Bindings { check: bool },
    Bench { quick: bool },
    Fmt,
    Check,
    Help,
}

/// Reads the arguments of this process.
pub(crate) fn parse() -> Result<Command, TaskError> {
    use lexopt::prelude::*;
    let wrong = |error: lexopt::Error| TaskError(format!("{error}\n\n{HELP}"));
    let mut parser = lexopt::Parser::from_env();
    let (mut name, mut port, mut only) = (None, 4200, None);
    let (mut check, mut list, mut quick) = (false, false, false);
    while let Some(argument) = parser.next().map_err(wrong)? {
        match argument {
            Value(value) if name.is_none() => name = Some(value.string().map_err(wrong)?),
            Long("port") => port = parser.value().and_then(|value| value.parse()).map_err(wrong)?,
            Long("only") => only = Some(parser.value().and_then(|value| value.string()).map_err(wrong)?),
            Long("check") => check = true,
            Long("list") => list = true,
            Long("quick") => quick = true,
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(wrong(other.unexpected())),
        }
    }
    match name.as_deref() {
        Some("demo") => Ok(Command::Demo { port }),
        Some("test") if list => Ok(Command::List),
        Some("test") => Ok(Command::Test { only }),
        Some("bindings") => Ok(Command::Bindings { check }),
        Some("bench") => Ok(Command::Bench { quick }),
        Some("fmt") => Ok(Command::Fmt),
        Some("check") => Ok(Command::Check),
        None => Ok(Command::Help),
        Some(other) => Err(TaskError(format!("there is no command {other:?}\n\n{HELP}"))),
    }
}

impl Command {
    /// Does it.
    pub(crate) fn run(self) -> Result<ExitCode, TaskError> {
        match self {
            Command::Help => print!("{HELP}"),
            Command::List => steps::STEPS.iter().for_each(|step| println!("{:<12} {}", step.name, step.description)),
            Command::Demo { port } => demo::run(port)?,
            Command::Test { only } => return test::run(only.as_deref()),
            Command::Bindings { check } => bindings::run(check)?,
            Command::Bench { quick } => bench::run(quick)?,
            Command::Fmt => crate::run::cargo(&["fmt", "--all"])?,
            Command::Check => {
                crate::run::cargo(&["fmt", "--all", "--check"])?;
                steps::clippy()?;
                node::install()?;
                types::run()?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
