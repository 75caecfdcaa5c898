//! Acknowledgements file: accepted breaking changes, one per line, each with a reason.

use std::path::Path;

use isotype_diff::{Compatibility, Finding};

use crate::{Error, write};

/// Line that accepts every change that breaks older servers, for APIs whose servers are all replaced before the first
/// new client is released.
pub(crate) const SERVERS_FIRST: &str = "servers-first";

/// Ids of the accepted changes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Acknowledgements {
    ids: Vec<String>,
}

impl Acknowledgements {
    /// Reads the file at `path`. If it does not exist, no change is accepted.
    ///
    /// # Errors
    ///
    /// Returns [`Error::MissingReason`] if a line has no reason, and [`Error::Io`] if the file cannot be read.
    pub(crate) fn read(path: &Path) -> Result<Acknowledgements, Error> {
        let text = write::read_if_exists(path)?.unwrap_or_default();
        Acknowledgements::parse(&text).map_err(|line| Error::MissingReason { path: path.to_owned(), line })
    }

    /// Parses the lines. The error is the 1-based number of the first line without a reason.
    fn parse(text: &str) -> Result<Acknowledgements, usize> {
        let mut ids = Vec::new();
        let lines = (1..).zip(text.lines());
        for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
            match line.split_once(" #") {
                Some((id, reason)) if !reason.trim().is_empty() => ids.push(id.trim().to_owned()),
                _ => return Err(number),
            }
        }
        Ok(Acknowledgements { ids })
    }

    /// Returns `true` if `finding` has been acknowledged.
    pub(crate) fn covers(&self, finding: &Finding) -> bool {
        self.ids.iter().any(|id| covers(id, finding))
    }

    /// Returns the accepted ids that match no finding.
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
    fn requires_a_reason_per_line() {
        let text =
            "# Release 4\n\nposts.create input.title field-required  # every client sends it\nservers-first # always\n";
        let ids = ["posts.create input.title field-required", "servers-first"].map(str::to_owned).to_vec();
        assert_eq!(Acknowledgements::parse(text), Ok(Acknowledgements { ids }));
        assert_eq!(Acknowledgements::parse("a procedure-removed # gone\nb procedure-removed\n"), Err(2));
        assert_eq!(Acknowledgements::parse("b procedure-removed # \n"), Err(1));
    }
}
