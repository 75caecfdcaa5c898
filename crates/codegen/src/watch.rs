//! Writing the bindings anew whenever the sources change, until the process is ended.
//!
//! A bindings binary knows one state of the API: the one that it was built from. So watching is two things: building the binary again
//! when one of its sources changes, and running the new binary as soon as there is one, whoever built it.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
    thread,
    time::{Duration, SystemTime},
};

use crate::stdout::write_stdout;

/// How often the files are looked at.
const POLL_INTERVAL: Duration = Duration::from_millis(200);

/// Watches the sources of this binary and the binary itself; `arguments` are those of each run. Never comes back.
pub(crate) fn run(arguments: &[String]) -> std::io::Result<std::convert::Infallible> {
    let binary = env::current_exe()?;
    let build = BuildCommand::of(&binary);
    let mut sources = modification_times(&sources(&binary));
    let mut built = modification_time(&binary);
    let home = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let what = if build.is_some() { "sources" } else { "binary" };
    write_stdout(format_args!("watching the {what} of {}; end it with Ctrl-C\n", binary.display()));
    loop {
        thread::sleep(POLL_INTERVAL);
        let now = modification_times(&current_sources(&binary, &sources));
        if now != sources {
            sources = now;
            if let Some(build) = &build {
                // Its own words say why it failed; the next change is the next try.
                let _ = build.run();
            }
        }
        let now = modification_time(&binary);
        if now.is_none() || now == built {
            continue;
        }
        built = now;
        // Two packages of a workspace may have a binary of one name, and then the last one built is here.
        if home.as_ref().is_none_or(|home| self::sources(&binary).iter().any(|file| file.starts_with(home))) {
            report(Command::new(&binary).args(arguments).status());
        }
    }
}

fn report(ended: std::io::Result<ExitStatus>) {
    if let Err(error) = ended {
        eprintln!("error: the new binary cannot be run: {error}");
    }
}

/// The command that makes the binary anew.
struct BuildCommand {
    cargo: PathBuf,
    package: String,
    name: String,
    profile: String,
}

impl BuildCommand {
    /// Known where cargo runs us, which tells itself and the package.
    fn of(binary: &Path) -> Option<BuildCommand> {
        let directory = binary.parent()?.file_name()?.to_string_lossy().into_owned();
        Some(BuildCommand {
            cargo: env::var_os("CARGO")?.into(),
            package: env::var("CARGO_PKG_NAME").ok()?,
            name: binary.file_stem()?.to_string_lossy().into_owned(),
            profile: if directory == "debug" { "dev".to_owned() } else { directory },
        })
    }

    fn run(&self) -> std::io::Result<ExitStatus> {
        let BuildCommand { cargo, package, name, profile } = self;
        Command::new(cargo).args(["build", "--quiet", "-p", package, "--bin", name, "--profile", profile]).status()
    }
}

/// The files that the binary was built from, as cargo noted them beside it.
fn sources(binary: &Path) -> Vec<PathBuf> {
    let noted = fs::read_to_string(binary.with_extension("d")).unwrap_or_default();
    let Some((_, files)) = noted.split_once(": ") else { return Vec::new() };
    // A blank in a path is escaped.
    let files = files.trim().replace("\\ ", "\0");
    files.split_whitespace().map(|file| PathBuf::from(file.replace('\0', " "))).collect()
}

/// The files to look at: the note changes when a build finds a new one.
fn current_sources(binary: &Path, known: &ModificationTimes) -> Vec<PathBuf> {
    let noted = sources(binary);
    if noted.is_empty() { known.keys().cloned().collect() } else { noted }
}

type ModificationTimes = BTreeMap<PathBuf, Option<SystemTime>>;

fn modification_times(files: &[PathBuf]) -> ModificationTimes {
    files.iter().map(|file| (file.clone(), modification_time(file))).collect()
}

fn modification_time(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|metadata| metadata.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sources_are_those_that_cargo_noted() {
        let directory = tempfile::TempDir::new().expect("a directory");
        let binary = directory.path().join("bindings");
        fs::write(directory.path().join("bindings.d"), "/t/bindings: /a/src/lib.rs /a\\ b/main.rs\n").expect("written");
        assert_eq!(sources(&binary), [PathBuf::from("/a/src/lib.rs"), PathBuf::from("/a b/main.rs")]);
        assert_eq!(sources(&directory.path().join("other")), Vec::<PathBuf>::new());
    }
}
