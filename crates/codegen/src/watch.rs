//! Watch mode of the bindings binary.
//!
//! A bindings binary contains the API that it was built from. Watching therefore has two steps: rebuild the binary when
//! one of its sources changes, and run the new binary as soon as it exists, even if another process built it.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
    thread,
    time::{Duration, SystemTime},
};

use crate::stdout::write_stdout;

/// Interval between two checks of the modification times.
const POLL_INTERVAL: Duration = Duration::from_millis(200);

/// Watches the sources of this binary and the binary itself, and runs each new binary with `arguments`.
///
/// Runs until the process is stopped.
pub(crate) fn run(arguments: &[String]) -> std::io::Result<std::convert::Infallible> {
    let binary = env::current_exe()?;
    let build = BuildCommand::of(&binary);
    let mut sources = modification_times(&sources(&binary));
    let mut built = modification_time(&binary);
    let package_dir = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let watched = if build.is_some() { "sources" } else { "binary" };
    write_stdout(format_args!("watching the {watched} of {}; press Ctrl-C to stop\n", binary.display()));
    loop {
        thread::sleep(POLL_INTERVAL);
        let now = modification_times(&current_sources(&binary, &sources));
        if now != sources {
            sources = now;
            if let Some(build) = &build {
                // Cargo prints the compile errors, and the next change triggers another build.
                let _ = build.run();
            }
        }
        let now = modification_time(&binary);
        if now.is_none() || now == built {
            continue;
        }
        built = now;
        // Workspace packages may have binaries with the same name, which share a path in the target directory.
        let is_own = |dir: &PathBuf| self::sources(&binary).iter().any(|file| file.starts_with(dir));
        if package_dir.as_ref().is_none_or(is_own) {
            report(Command::new(&binary).args(arguments).status());
        }
    }
}

fn report(status: std::io::Result<ExitStatus>) {
    if let Err(error) = status {
        eprintln!("error: cannot run the new binary: {error}");
    }
}

/// Cargo command that rebuilds the binary.
struct BuildCommand {
    cargo: PathBuf,
    package: String,
    name: String,
    profile: String,
}

impl BuildCommand {
    /// Returns the build command, or `None` if the binary was not started by `cargo run`, which sets the environment
    /// variables.
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

/// Returns the source files of the binary, as listed in cargo's dep-info file next to it.
fn sources(binary: &Path) -> Vec<PathBuf> {
    let dep_info = fs::read_to_string(binary.with_extension("d")).unwrap_or_default();
    let Some((_, files)) = dep_info.split_once(": ") else { return Vec::new() };
    // Cargo escapes spaces in paths.
    let files = files.trim().replace("\\ ", "\0");
    files.split_whitespace().map(|file| PathBuf::from(file.replace('\0', " "))).collect()
}

/// Returns the files to watch: those in the dep-info file, or the known ones if the file is missing during a build.
fn current_sources(binary: &Path, known: &ModificationTimes) -> Vec<PathBuf> {
    let sources = sources(binary);
    if sources.is_empty() { known.keys().cloned().collect() } else { sources }
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
    fn reads_sources_from_dep_info() {
        let directory = tempfile::TempDir::new().expect("directory is created");
        let binary = directory.path().join("bindings");
        fs::write(directory.path().join("bindings.d"), "/t/bindings: /a/src/lib.rs /a\\ b/main.rs\n")
            .expect("file is written");
        assert_eq!(sources(&binary), [PathBuf::from("/a/src/lib.rs"), PathBuf::from("/a b/main.rs")]);
        assert_eq!(sources(&directory.path().join("other")), Vec::<PathBuf>::new());
    }
}
