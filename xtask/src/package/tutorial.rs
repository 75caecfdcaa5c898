//! Parser of the README's steps.

use super::read;
use crate::process::{TaskError, workspace_root};

/// Step of the README.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    /// Saves a code block below the project's folder.
    Save { path: String, text: String },
    /// Types a line into the shell.
    Type(String),
}

/// Folder of the README's files in this repository.
const EXAMPLE: &str = "examples/hello/";

/// Reads the steps of the section that begins with `cargo new`.
pub(super) fn steps() -> Result<Vec<Step>, TaskError> {
    let page = read(&workspace_root().join("README.md"))?;
    let section = page.split("\n## ").find(|section| section.contains("\ncargo new "));
    section.map(parse).ok_or_else(|| {
        TaskError(
            "README.md has no section with `cargo new`: the program has to be shown with all its steps".to_owned(),
        )
    })
}

/// Parses shell blocks into commands, and code blocks below a link to the example into files.
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

/// Returns the path, relative to the example's folder, that a line links to.
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
