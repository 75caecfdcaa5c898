//! The command line of an application's bindings binary.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::ExitCode,
};

use isotype_schema::{Contract, Refused};

use crate::{Error, Package, review};

const HELP: &str = "\
Writes the TypeScript bindings of this application's API: one npm package.

Options:
  --out DIR              where the package goes
  --check                write nothing; show what is stale and exit with 1 if anything is
  --name NAME            the package's name; without it, @<last part of DIR>/bindings

  --check-against FILE   write nothing; tell what changed since that contract.json, and exit with 1
                         if it breaks anybody and is not acknowledged
  diff OLD NEW           the same for two files
  --acknowledged FILE    the breaks that are meant, a line each: place and kind, ` # ` and why;
                         without it, contract.acknowledged.txt beside the older contract

  -h, --help             show this help
";

#[derive(Debug, PartialEq, Eq)]
enum Command {
    Help,
    /// Writes the package, or checks it.
    Package {
        out: PathBuf,
        check: bool,
        name: Option<String>,
    },
    /// Compares two contracts, or one with the application's own.
    Review {
        old: PathBuf,
        new: Option<PathBuf>,
        acknowledged: PathBuf,
    },
}

/// Does what the process's arguments ask for: the whole `main` of a bindings binary.
///
/// Exits with 0 when the bindings are written or fresh, or a change of the contract breaks nobody; with 1 when they are stale or
/// cannot be, or a break is not acknowledged; with 2 when an argument is wrong.
#[must_use]
pub fn main(contract: Result<Contract, Refused>) -> ExitCode {
    let program = program();
    let usage = format!(
        "Usage: {program} --out DIR [--check] [--name NAME]\n       \
         {program} --check-against FILE [--acknowledged FILE]\n       \
         {program} diff OLD NEW [--acknowledged FILE]\n"
    );
    match parse(env::args_os().skip(1)) {
        Ok(Command::Help) => {
            print!("{usage}\n{HELP}");
            ExitCode::SUCCESS
        }
        Ok(command) => run(contract, &command, &program).unwrap_or_else(|error| {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }),
        Err(error) => {
            eprint!("error: {error}\n\n{usage}");
            ExitCode::from(2)
        }
    }
}

fn program() -> String {
    let name = env::args_os().next().unwrap_or_default();
    Path::new(&name).file_stem().map_or_else(|| "bindings".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_args(arguments);
    let (mut out, mut check, mut name) = (None, false, None);
    let (mut files, mut against, mut acknowledged) = (None, None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("out") => out = Some(PathBuf::from(parser.value()?)),
            Long("check") => check = true,
            Long("name") => name = Some(parser.value()?.string()?),
            Long("check-against") => against = Some(PathBuf::from(parser.value()?)),
            Long("acknowledged") => acknowledged = Some(PathBuf::from(parser.value()?)),
            Value(word) if word == "diff" && files.is_none() => {
                files = Some((PathBuf::from(parser.value()?), PathBuf::from(parser.value()?)));
            }
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    let review = |old: PathBuf, new| {
        let acknowledged = acknowledged.clone().unwrap_or_else(|| review::beside(&old));
        Ok(Command::Review { old, new, acknowledged })
    };
    match (files, against, out) {
        (Some((old, new)), None, None) => review(old, Some(new)),
        (None, Some(old), None) => review(old, None),
        (None, None, Some(out)) if !out.as_os_str().is_empty() => Ok(Command::Package { out, check, name }),
        (None, None, _) => Err("--out DIR is missing: say where the package goes".into()),
        _ => Err("only one of --out, --check-against and diff can be done at a time".into()),
    }
}

fn run(contract: Result<Contract, Refused>, command: &Command, program: &str) -> Result<ExitCode, Error> {
    let (out, check, name) = match command {
        Command::Help => return Ok(ExitCode::SUCCESS),
        Command::Package { out, check, name } => (out, *check, name),
        Command::Review { old, new, acknowledged } => {
            let new = new.as_ref().map_or_else(|| contract.map_err(Error::from), |new| review::read(new))?;
            let is_fine = review::review(&review::read(old)?, &new, acknowledged)?;
            return Ok(if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
    };
    let package = Package::generate(&contract?, out, name.as_deref())?;
    if !check {
        let written = package.write(out)?;
        written.iter().for_each(|path| println!("wrote {}", path.display()));
        if written.is_empty() {
            println!("{} is up to date", out.display());
        }
        return Ok(ExitCode::SUCCESS);
    }
    Ok(match package.check(out)? {
        None => ExitCode::SUCCESS,
        Some(report) => {
            let out = out.display();
            // cargo tells whom it runs; a workspace may have a binary of this name in several packages.
            let package = env::var("CARGO_PKG_NAME").map(|package| format!("-p {package} ")).unwrap_or_default();
            let name = name.as_ref().map(|name| format!(" --name {name}")).unwrap_or_default();
            println!("{report}");
            eprintln!("{out} is stale. To write it anew: cargo run {package}--bin {program} -- --out {out}{name}");
            ExitCode::FAILURE
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Command, String> {
        parse(arguments.iter().map(OsString::from)).map_err(|error| error.to_string())
    }

    #[test]
    fn arguments_are_read() {
        let expected = Command::Package { out: "a b".into(), check: true, name: Some("@x/y".into()) };
        assert_eq!(parsed(&["--check", "--out", "a b", "--name=@x/y"]), Ok(expected));
        assert_eq!(parsed(&["--help"]), Ok(Command::Help));
        let acknowledged = || PathBuf::from("released/contract.acknowledged.txt");
        let expected = Command::Review { old: "released/v1.json".into(), new: None, acknowledged: acknowledged() };
        assert_eq!(parsed(&["--check-against", "released/v1.json"]), Ok(expected));
        let expected = Command::Review { old: "a".into(), new: Some("b".into()), acknowledged: acknowledged() };
        assert_eq!(parsed(&["diff", "a", "b", "--acknowledged", "released/contract.acknowledged.txt"]), Ok(expected));
    }

    #[test]
    fn wrong_arguments_are_named() {
        assert!(parsed(&["--bogus"]).is_err_and(|error| error.contains("--bogus")));
        assert!(parsed(&[]).is_err_and(|error| error.contains("--out")));
        assert!(parsed(&["--out"]).is_err_and(|error| error.contains("--out")));
        assert!(parsed(&["diff", "a"]).is_err());
        assert!(parsed(&["diff", "a", "b", "--out", "c"]).is_err_and(|error| error.contains("only one")));
    }
}
