//! Command-line arguments of the bindings binary.

use std::{ffi::OsString, path::PathBuf};

use crate::compatibility;

pub(crate) const HELP: &str = "\
Generates the TypeScript bindings of this application's API as an npm package.

Options:
  --out DIR              output directory of the package
  --watch                regenerate whenever the sources change
  --check                write nothing; print a diff and exit with 1 if a file is stale
  --name NAME            package name [default: @<last component of DIR>/bindings]
  --version VERSION      package version; without it, the package is private
  --zod                  also generate zod 4 schemas with the server's validation rules
  --openapi FILE         also write the OpenAPI document to FILE

  --check-against FILE   write nothing; report changes since that contract.json and exit with 1
                         if a breaking change is not acknowledged
  diff OLD NEW           like --check-against, but compare two contract.json files
  --acknowledged FILE    file of accepted breaking changes, one per line:
                         path and kind, ` # `, reason
                         [default: contract.acknowledged.txt next to the older contract]

  audit                  write nothing; print the guards and policies of each procedure and exit
                         with 1 if the application denies unprotected procedures but contains one

  -h, --help             print this help
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
    /// Generates the package, or checks an existing one.
    Generate(PackageArguments),
    /// Prints the guards and policies of each procedure.
    Audit,
    /// Compares two contract files, or one file with the application's contract if `new` is `None`.
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
            _ => Err("`audit` cannot be combined with `--out`, `--check-against` or `diff`".into()),
        };
    }
    let (old, new) = match (files, against) {
        (None, None) if !writes => return Err("missing `--out DIR`; pass the output directory of the package".into()),
        (None, None) if parsed.check && parsed.watch => {
            return Err("`--check` and `--watch` cannot be combined: `--check` writes nothing".into());
        }
        (None, None) => return Ok(Command::Generate(parsed)),
        (Some((old, new)), None) if !writes => (old, Some(new)),
        (None, Some(old)) if !writes => (old, None),
        _ => return Err("`--out`, `--check-against` and `diff` cannot be combined".into()),
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
    fn parses_every_command() {
        let name = Some("@x/y".into());
        let (version, openapi) = (Some("1.2.0".into()), None);
        let expected =
            PackageArguments { out: "a b".into(), check: true, watch: false, name, version, zod: true, openapi };
        let arguments = ["--check", "--out", "a b", "--name=@x/y", "--version", "1.2.0", "--zod"];
        assert_eq!(parsed(&arguments), Ok(Command::Generate(expected)));
        assert_eq!(parsed(&["--help"]), Ok(Command::Help));
        assert_eq!(parsed(&["audit"]), Ok(Command::Audit));
        let compare = |old: &str, new: Option<&str>, acknowledged: &str| {
            Ok(Command::Compare { old: old.into(), new: new.map(PathBuf::from), acknowledged: acknowledged.into() })
        };
        let default_path = compare("released/v1.json", None, "released/contract.acknowledged.txt");
        assert_eq!(parsed(&["--check-against", "released/v1.json"]), default_path);
        assert_eq!(parsed(&["diff", "a", "b", "--acknowledged", "c"]), compare("a", Some("b"), "c"));
    }

    #[test]
    fn names_invalid_arguments() {
        assert!(parsed(&["--bogus"]).is_err_and(|error| error.contains("--bogus")));
        assert!(parsed(&[]).is_err_and(|error| error.contains("--out")));
        assert!(parsed(&["--out", "x", "--check", "--watch"]).is_err_and(|error| error.contains("--watch")));
        assert!(parsed(&["audit", "--out", "x"]).is_err_and(|error| error.contains("`audit` cannot be combined")));
        assert!(parsed(&["--out"]).is_err_and(|error| error.contains("--out")));
        assert!(parsed(&["diff", "a"]).is_err());
        assert!(parsed(&["diff", "a", "b", "--out", "c"]).is_err_and(|error| error.contains("cannot be combined")));
    }
}
