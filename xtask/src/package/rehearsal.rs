//! Executes the README's steps with the crates and packages from their archives.

use std::{fs, path::PathBuf, process::Command};

use super::{
    Outside,
    crates::{Extracted, seed_lock, share_cache},
    failed,
    npm::Tarball,
    server::{Server, free_port},
    tutorial::{self, Step},
};
use crate::process::{TaskError, cargo_command, run, run_captured};

/// Port used in the README, which the rehearsal replaces with a free one.
const PORT: &str = "4300";

/// Expected output of the README's last step.
const EXPECTED: &str = "Hello, Ada!";

/// Executes the README's steps, including starting the server, and checks the output of the client's call.
pub(super) fn run_tutorial(outside: &Outside, crates: &[Extracted], tarballs: &[Tarball]) -> Result<(), TaskError> {
    let (port, folder) = (free_port()?.to_string(), outside.root.clone());
    let mut reader = Reader { outside, crates, tarballs, port, folder, project: None, server: None };
    let mut steps = tutorial::steps()?;
    let last = steps.pop();
    for step in steps {
        match step {
            Step::Save { path, text } => reader.save(&path, &text)?,
            Step::Type(line) => reader.enter(&line)?,
        }
    }
    let Some(Step::Type(line)) = last else {
        return Err(TaskError("the README's last step must be the command that calls the server".to_owned()));
    };
    let printed = run_captured(&mut reader.command(&line), &line)?;
    if reader.server.is_some() && printed.contains(EXPECTED) {
        println!("response to the typed call: {}", printed.trim());
        return Ok(());
    }
    Err(TaskError(format!("the README's last step must print {EXPECTED:?}, but printed {printed:?}")))
}

/// Execution state: the current folder, the project folder and the running server.
struct Reader<'a> {
    outside: &'a Outside,
    crates: &'a [Extracted],
    tarballs: &'a [Tarball],
    port: String,
    folder: PathBuf,
    project: Option<PathBuf>,
    server: Option<Server>,
}

impl Reader<'_> {
    /// Saves a file in the project folder.
    fn save(&self, path: &str, text: &str) -> Result<(), TaskError> {
        let file = self.project.as_ref().unwrap_or(&self.folder).join(path);
        println!("  saving {path}");
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(|error| failed("creating a folder", &error))?;
        }
        fs::write(&file, text.replace(PORT, &self.port)).map_err(|error| failed("saving a file", &error))
    }

    /// Executes a shell command.
    fn enter(&mut self, line: &str) -> Result<(), TaskError> {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["cd", folder] => {
                self.folder.push(folder);
                self.project.get_or_insert_with(|| self.folder.clone());
                Ok(())
            }
            ["cargo", "new", ..] => run(&mut self.command(line), line).and_then(|()| self.seed(words.last())),
            ["cargo", "add", rest @ ..] => self.add(rest),
            ["cargo", "run", ..] if !line.contains("bindings") => {
                println!("$ {line}");
                let port: u16 = self.port.parse().unwrap_or_default();
                self.server = Some(Server::start(&mut self.command(line), port)?);
                Ok(())
            }
            _ => run(&mut self.command(line), line),
        }
    }

    fn seed(&self, name: Option<&&str>) -> Result<(), TaskError> {
        seed_lock(&self.folder.join(name.copied().unwrap_or_default()))
    }

    /// Runs `cargo add`, which ignores `[patch]` and looks crates up in the registry. The workspace's crates are
    /// therefore added by path.
    fn add(&self, words: &[&str]) -> Result<(), TaskError> {
        let flags = words.iter().position(|word| word.starts_with('-')).unwrap_or(words.len());
        let (names, flags) = words.split_at(flags);
        for name in names {
            let mut command = self.command("cargo add --quiet");
            match self.crates.iter().find(|found| found.name == **name) {
                Some(found) => command.arg("--path").arg(&found.folder),
                None => command.arg(name),
            };
            command.args(flags);
            run(&mut command, &format!("cargo add {name} {}", flags.join(" ")))?;
        }
        Ok(())
    }

    /// Creates the command for a line, substituting the rehearsal's port and packages.
    fn command(&self, line: &str) -> Command {
        let mut words = line.split_whitespace();
        let mut command = match words.next().unwrap_or_default() {
            "cargo" => cargo_command(),
            program => Command::new(program),
        };
        for word in words {
            match self.tarballs.iter().find(|tarball| tarball.name == word) {
                Some(tarball) => command.arg(&tarball.file),
                None => command.arg(word.replace(PORT, &self.port)),
            };
        }
        command.current_dir(&self.folder);
        share_cache(&mut command, self.outside);
        command
            .env("npm_config_audit", "false")
            .env("npm_config_fund", "false")
            .env("npm_config_prefer_offline", "true");
        command
    }
}
