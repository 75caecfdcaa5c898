//! Parses the README into steps.

use super::read;
use crate::process::{TaskError, workspace_root};

/// Step that the README tells the reader to take.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    /// Save a code block as a file in the project folder.
    Save { path: String, text: String },
    /// Run a shell command.
    Type(String),
}

/// Folder that contains the README's files in this repository.
const EXAMPLE: &str = "examples/hello/";

/// Reads the steps of the README section that contains `cargo new`.
pub(super) fn steps() -> Result<Vec<Step>, TaskError> {
    let page = read(&workspace_root().join("README.md"))?;
    let section = page.split("\n## ").find(|section| section.contains("\ncargo new "));
    section.map(parse).ok_or_else(|| {
        TaskError("README.md has no section with `cargo new`; it must show all steps of the program".to_owned())
    })
}

/// Parses shell blocks into commands, and code blocks that follow a link to the example into files.
fn parse(section: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let parts: Vec<&str> = section.split("```").collect();
    for pair in parts.chunks_exact(2) {
        let Some((language, code)) = pair[1].split_once('\n') else { continue };
        let link = pair[0].trim_end().lines().next_back().and_then(linked);
        match (language.trim(), link) {
            ("sh", _) => steps.extend(lines(code)),
            (_, Some(path)) => steps.push(Step::Save { path: path.to_owned(), text: code.to_owned() }),
            _ => {}
        }
    }
    steps
}

fn lines(code: &str) -> impl Iterator<Item = Step> {
    let typed = code.lines().map(|line| line.split(" #").next().unwrap_or(line).trim());
    let typed = typed.filter(|line| !line.is_empty() && !line.starts_with('#'));
    typed.flat_map(|line| line.split(" && ")).map(|line| Step::Type(line.trim().to_owned()))
}

/// Returns the path that a line links to, relative to the example folder.
fn linked(line: &str) -> Option<&str> {
    let (_, link) = line.split_once("](")?;
    let (path, _) = link.split_once(')')?;
    path.strip_prefix(EXAMPLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_commands_and_files_in_order() {
        let section = "Start\n\n```sh\ncargo new hello && cd hello # first\n```\n\n\
                       [`src/lib.rs`](examples/hello/src/lib.rs)\n\n```rust\nfn main() {}\n```\n";
        let expected = [
            Step::Type("cargo new hello".to_owned()),
            Step::Type("cd hello".to_owned()),
            Step::Save { path: "src/lib.rs".to_owned(), text: "fn main() {}\n".to_owned() },
        ];
        assert_eq!(parse(section), expected);
    }
}
