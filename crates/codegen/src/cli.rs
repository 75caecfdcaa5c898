//! The command line of an application's bindings binary.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::ExitCode,
};

use isotype_schema::{Contract, Refused};

use crate::{Error, Package, openapi, watch};

const HELP: &str = "\
Writes the TypeScript bindings of this application's API: one npm package.

Options:
  --out DIR      where the package goes (required)
  --watch        write, and again whenever the sources change
  --check        write nothing; show what is stale and exit with 1 if anything is
  --name NAME    the package's name; without it, @<last part of DIR>/bindings
  --openapi FILE where the OpenAPI document goes; without it, there is none
  -h, --help     show this help
";

#[derive(Debug, Default, PartialEq, Eq)]
struct Arguments {
    out: PathBuf,
    check: bool,
    watch: bool,
    name: Option<String>,
    openapi: Option<PathBuf>,
}

/// Does what the process's arguments ask for: the whole `main` of a bindings binary.
///
/// Exits with 0 when the bindings are written or fresh, 1 when they are stale or cannot be, 2 when an argument is wrong.
#[must_use]
pub fn main(contract: Result<Contract, Refused>) -> ExitCode {
    let program = program();
    let usage = format!("Usage: {program} --out DIR [--check | --watch] [--name NAME] [--openapi FILE]\n");
    match parse(env::args_os().skip(1)) {
        Ok(None) => {
            print!("{usage}\n{HELP}");
            ExitCode::SUCCESS
        }
        Ok(Some(arguments)) => contract
            .map_err(Error::from)
            .and_then(|contract| run(&contract, &arguments, &program))
            .unwrap_or_else(|error| {
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

fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Option<Arguments>, lexopt::Error> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut parsed = Arguments::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("out") => parsed.out = parser.value()?.into(),
            Long("check") => parsed.check = true,
            Long("openapi") => parsed.openapi = Some(parser.value()?.into()),
            Long("watch") => parsed.watch = true,
            Long("name") => parsed.name = Some(parser.value()?.string()?),
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    if parsed.out.as_os_str().is_empty() {
        return Err("--out DIR is missing: say where the package goes".into());
    }
    if parsed.check && parsed.watch {
        return Err("--check writes nothing, so --watch has nothing to do: give one of both".into());
    }
    Ok(Some(parsed))
}

fn run(contract: &Contract, arguments: &Arguments, program: &str) -> Result<ExitCode, Error> {
    let Arguments { out, check, watch, name, openapi } = arguments;
    let is_described = openapi.as_ref().map_or(Ok(true), |file| openapi::is_fresh(contract, file, *check))?;
    let package = Package::generate(contract, out, name.as_deref())?;
    if !check {
        let written = package.write(out)?;
        written.iter().for_each(|path| println!("wrote {}", path.display()));
        if written.is_empty() {
            println!("{} is up to date", out.display());
        }
        if *watch {
            let mut again = vec!["--out".to_owned(), out.display().to_string()];
            again.extend(name.iter().flat_map(|name| ["--name".to_owned(), name.clone()]));
            let file = openapi.iter().map(|file| file.display().to_string());
            again.extend(file.flat_map(|file| ["--openapi".to_owned(), file]));
            watch::forever(&again).map_err(|source| Error::Io { path: out.clone(), source })?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    Ok(match package.check(out)? {
        None if is_described => ExitCode::SUCCESS,
        None => ExitCode::FAILURE,
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

    fn parsed(arguments: &[&str]) -> Result<Option<Arguments>, String> {
        parse(arguments.iter().map(OsString::from)).map_err(|error| error.to_string())
    }

    #[test]
    fn arguments_are_read() {
        let name = Some("@x/y".into());
        let expected = Arguments { out: "a b".into(), check: true, watch: false, name, openapi: None };
        assert_eq!(parsed(&["--check", "--out", "a b", "--name=@x/y"]), Ok(Some(expected)));
        assert_eq!(parsed(&["--help"]), Ok(None));
    }

    #[test]
    fn wrong_arguments_are_named() {
        assert!(parsed(&["--bogus"]).is_err_and(|error| error.contains("--bogus")));
        assert!(parsed(&[]).is_err_and(|error| error.contains("--out")));
        assert!(parsed(&["--out", "x", "--check", "--watch"]).is_err_and(|error| error.contains("--watch")));
        assert!(parsed(&["--out"]).is_err_and(|error| error.contains("--out")));
    }
}
