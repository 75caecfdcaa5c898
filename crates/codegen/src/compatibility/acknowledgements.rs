//! Breaks that are meant, one per line, each with its reason.

use std::path::Path;

use isotype_diff::{Compatibility, Finding};

use crate::{Error, write};

/// What acknowledges every break of servers still running: they are replaced before the first client of the new contract is out.
pub(crate) const SERVERS_FIRST: &str = "servers-first";

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Acknowledgements {
    ids: Vec<String>,
}

impl Acknowledgements {
    /// The breaks in a file; none where there is no file.
    pub(crate) fn read(path: &Path) -> Result<Acknowledgements, Error> {
        let text = write::read_if_exists(path)?.unwrap_or_default();
        Acknowledgements::parse(&text).map_err(|line| Error::MissingReason { path: path.to_owned(), line })
    }

    /// What the lines say, or the number of the line that gives no reason.
    fn parse(text: &str) -> Result<Acknowledgements, usize> {
        let mut ids = Vec::new();
        for (at, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        {
            match line.split_once(" #") {
                Some((id, reason)) if !reason.trim().is_empty() => ids.push(id.trim().to_owned()),
                _ => return Err(at),
            }
        }
        Ok(Acknowledgements { ids })
    }

    /// Whether the break is meant.
    pub(crate) fn covers(&self, finding: &Finding) -> bool {
        self.ids.iter().any(|id| covers(id, finding))
    }

    /// What is acknowledged and does not happen.
    pub(crate) fn unused<'a>(&'a self, findings: &'a [Finding]) -> impl Iterator<Item = &'a str> {
        let ids = self.ids.iter().map(String::as_str).filter(|id| *id != SERVERS_FIRST);
        ids.filter(|id| !findings.iter().any(|finding| covers(id, finding)))
    }
}

fn covers(id: &str, finding: &Finding) -> bool {
    finding.matches_id(id) || id == SERVERS_FIRST && finding.compatibility == Compatibility::BreaksServers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_break_has_its_reason() {
        let text =
            "# Release 4\n\nposts.create input.title field-required  # every client sends it\nservers-first # always\n";
        let ids = ["posts.create input.title field-required", "servers-first"].map(str::to_owned).to_vec();
        assert_eq!(Acknowledgements::parse(text), Ok(Acknowledgements { ids }));
        assert_eq!(Acknowledgements::parse("a procedure-removed # gone\nb procedure-removed\n"), Err(2));
        assert_eq!(Acknowledgements::parse("b procedure-removed # \n"), Err(1));
    }
}
