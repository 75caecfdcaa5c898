//! What a bindings binary is asked to do.

use std::{ffi::OsString, path::PathBuf};

use crate::compatibility;

pub(crate) const HELP: &str = "\
Writes the TypeScript bindings of this application's API: one npm package.

Options:
  --out DIR              where the package goes
  --watch                write, and again whenever the sources change
  --check                write nothing; show what is stale and exit with 1 if anything is
  --name NAME            the package's name; without it, @<last part of DIR>/bindings
  --version VERSION      the package's version, by which it may be published; without it, it is private
  --zod                  with schemas for zod 4 that hold the server's rules
  --openapi FILE         where the OpenAPI document goes; without it, there is none

  --check-against FILE   write nothing; tell what changed since that contract.json, and exit with 1
                         if it breaks anybody and is not acknowledged
  diff OLD NEW           the same for two files
  --acknowledged FILE    the breaks that are meant, a line each: place and kind, ` # ` and why;
                         without it, contract.acknowledged.txt beside the older contract

  audit                  write nothing; show what protects each procedure, and exit with 1 where one
                         states no policy and the application asks for it

  -h, --help             show this help
";

pub(crate) fn usage(program: &str) -> String {
    format!(
        "Usage: {program} --out DIR [--check | --watch] [--name NAME] [--version VERSION] [--zod] [--openapi FILE]\n       \
         {program} --check-against FILE [--acknowledged FILE]\n       \
         {program} diff OLD NEW [--acknowledged FILE]\n       \
         {program} audit\n"
    )
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    /// Writes the package, or checks it.
    Generate(PackageArguments),
    /// Shows what protects each procedure.
    Audit,
    /// Compares two contracts, or one with the application's own.
    Compare {
        old: PathBuf,
        new: Option<PathBuf>,
        acknowledged: PathBuf,
    },
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct PackageArguments {
    pub(crate) out: PathBuf,
    pub(crate) check: bool,
    pub(crate) watch: bool,
    pub(crate) name: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) zod: bool,
    pub(crate) openapi: Option<PathBuf>,
}

pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut parsed = PackageArguments::default();
    let (mut files, mut against, mut acknowledged, mut audit) = (None, None, None, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("out") => parsed.out = parser.value()?.into(),
            Long("check") => parsed.check = true,
            Long("watch") => parsed.watch = true,
            Long("openapi") => parsed.openapi = Some(parser.value()?.into()),
            Long("name") => parsed.name = Some(parser.value()?.string()?),
            Long("version") => parsed.version = Some(parser.value()?.string()?),
            Long("zod") => parsed.zod = true,
            Long("check-against") => against = Some(PathBuf::from(parser.value()?)),
            Long("acknowledged") => acknowledged = Some(PathBuf::from(parser.value()?)),
            Value(word) if word == "diff" && files.is_none() => {
                files = Some((PathBuf::from(parser.value()?), PathBuf::from(parser.value()?)));
            }
            Value(word) if word == "audit" && !audit => audit = true,
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    let writes = !parsed.out.as_os_str().is_empty();
    if audit {
        return match (writes, files, against) {
            (false, None, None) => Ok(Command::Audit),
            _ => Err("audit is done by itself".into()),
        };
    }
    let (old, new) = match (files, against) {
        (None, None) if !writes => return Err("--out DIR is missing: say where the package goes".into()),
        (None, None) if parsed.check && parsed.watch => {
            return Err("--check writes nothing, so --watch has nothing to do: give one of both".into());
        }
        (None, None) => return Ok(Command::Generate(parsed)),
        (Some((old, new)), None) if !writes => (old, Some(new)),
        (None, Some(old)) if !writes => (old, None),
        _ => return Err("only one of --out, --check-against and diff can be done at a time".into()),
    };
    let acknowledged = acknowledged.unwrap_or_else(|| compatibility::default_acknowledgements_path(&old));
    Ok(Command::Compare { old, new, acknowledged })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Command, String> {
        parse(arguments.iter().map(OsString::from)).map_err(|error| error.to_string())
    }

    #[test]
    fn arguments_are_read() {
        let name = Some("@x/y".into());
        let (version, openapi) = (Some("1.2.0".into()), None);
        let expected =
            PackageArguments { out: "a b".into(), check: true, watch: false, name, version, zod: true, openapi };
        let given = ["--check", "--out", "a b", "--name=@x/y", "--version", "1.2.0", "--zod"];
        assert_eq!(parsed(&given), Ok(Command::Generate(expected)));
        assert_eq!(parsed(&["--help"]), Ok(Command::Help));
        assert_eq!(parsed(&["audit"]), Ok(Command::Audit));
        let review = |old: &str, new: Option<&str>, acknowledged: &str| {
            Ok(Command::Compare { old: old.into(), new: new.map(PathBuf::from), acknowledged: acknowledged.into() })
        };
        let beside = review("released/v1.json", None, "released/contract.acknowledged.txt");
        assert_eq!(parsed(&["--check-against", "released/v1.json"]), beside);
        assert_eq!(parsed(&["diff", "a", "b", "--acknowledged", "c"]), review("a", Some("b"), "c"));
    }

    #[test]
    fn wrong_arguments_are_named() {
        assert!(parsed(&["--bogus"]).is_err_and(|error| error.contains("--bogus")));
        assert!(parsed(&[]).is_err_and(|error| error.contains("--out")));
        assert!(parsed(&["--out", "x", "--check", "--watch"]).is_err_and(|error| error.contains("--watch")));
        assert!(parsed(&["audit", "--out", "x"]).is_err_and(|error| error.contains("by itself")));
        assert!(parsed(&["--out"]).is_err_and(|error| error.contains("--out")));
        assert!(parsed(&["diff", "a"]).is_err());
        assert!(parsed(&["diff", "a", "b", "--out", "c"]).is_err_and(|error| error.contains("only one")));
    }
}
