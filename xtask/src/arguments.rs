//! Command-line parsing.

use std::process::ExitCode;

use crate::{api, bench, bindings, demo, node, package, process::TaskError, steps, test, types};

const HELP: &str = "\
Usage: cargo xtask <COMMAND>

  demo [--port 4200]   build and start the notice board example
  test [--only STEP]   run everything that CI runs; --list lists the steps
  package              rehearse a release: pack everything, then follow the README using only the archives
  bindings [--check]   generate the bindings packages, or report which are stale
  api [--check]        write the public API listings, or report what has changed
  bench [--quick]      benchmark calls against hand-written axum, and a large API against tRPC
  fmt                  format the Rust code
  check                run the fast checks: format, clippy, types
";

/// xtask command to run.
pub(crate) enum Command {
    Demo { port: u16 },
    Test { only: Option<String> },
    List,
    Package,
    Bindings { check: bool },
    Api { check: bool },
    Bench { quick: bool },
    Fmt,
    Check,
    Help,
}

/// Parses the process's command-line arguments.
pub(crate) fn parse() -> Result<Command, TaskError> {
    use lexopt::prelude::*;
    let usage = |error: lexopt::Error| TaskError(format!("{error}\n\n{HELP}"));
    let mut parser = lexopt::Parser::from_env();
    let (mut name, mut port, mut only) = (None, 4200, None);
    let (mut check, mut list, mut quick) = (false, false, false);
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Value(value) if name.is_none() => name = Some(value.string().map_err(usage)?),
            Long("port") => port = parser.value().and_then(|value| value.parse()).map_err(usage)?,
            Long("only") => only = Some(parser.value().and_then(|value| value.string()).map_err(usage)?),
            Long("check") => check = true,
            Long("list") => list = true,
            Long("quick") => quick = true,
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(usage(other.unexpected())),
        }
    }
    match name.as_deref() {
        Some("demo") => Ok(Command::Demo { port }),
        Some("test") if list => Ok(Command::List),
        Some("test") => Ok(Command::Test { only }),
        Some("package") => Ok(Command::Package),
        Some("bindings") => Ok(Command::Bindings { check }),
        Some("api") => Ok(Command::Api { check }),
        Some("bench") => Ok(Command::Bench { quick }),
        Some("fmt") => Ok(Command::Fmt),
        Some("check") => Ok(Command::Check),
        None => Ok(Command::Help),
        Some(other) => Err(TaskError(format!("unknown command {other:?}\n\n{HELP}"))),
    }
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<ExitCode, TaskError> {
        match self {
            Command::Help => print!("{HELP}"),
            Command::List => steps::STEPS.iter().for_each(|step| println!("{:<12} {}", step.name, step.description)),
            Command::Demo { port } => demo::run(port)?,
            Command::Test { only } => return test::run(only.as_deref()),
            Command::Package => package::run()?,
            Command::Bindings { check } => bindings::run(check)?,
            Command::Api { check } => return api::run(check).map(|outcome| outcome.report()),
            Command::Bench { quick } => bench::run(quick)?,
            Command::Fmt => crate::process::cargo(&["fmt", "--all"])?,
            Command::Check => {
                crate::process::cargo(&["fmt", "--all", "--check"])?;
                steps::clippy()?;
                node::install()?;
                types::run()?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
