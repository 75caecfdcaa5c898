//! Breaks that are meant, one per line, each with its reason.

use std::path::Path;

use isotype_diff::{Finding, Verdict};

use crate::{Error, write};

/// What acknowledges every break of servers still running: they are replaced before the first client of the new contract is out.
pub(crate) const SERVERS_FIRST: &str = "servers-first";

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Acknowledged {
    ids: Vec<String>,
}

impl Acknowledged {
    /// The breaks in a file; none where there is no file.
    pub(crate) fn read(path: &Path) -> Result<Acknowledged, Error> {
        let text = write::read(path)?.unwrap_or_default();
        Acknowledged::parse(&text).map_err(|line| Error::NoReason { path: path.to_owned(), line })
    }

    /// What the lines say, or the number of the line that gives no reason.
    fn parse(text: &str) -> Result<Acknowledged, usize> {
        let mut ids = Vec::new();
        for (at, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        {
            match line.split_once(" #") {
                Some((id, reason)) if !reason.trim().is_empty() => ids.push(id.trim().to_owned()),
                _ => return Err(at),
            }
        }
        Ok(Acknowledged { ids })
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
    finding.has_id(id) || id == SERVERS_FIRST && finding.verdict == Verdict::Servers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_break_has_its_reason() {
        let text =
            "# Release 4\n\nposts.create input.title field-required  # every client sends it\nservers-first # always\n";
        let ids = ["posts.create input.title field-required", "servers-first"].map(str::to_owned).to_vec();
        assert_eq!(Acknowledged::parse(text), Ok(Acknowledged { ids }));
        assert_eq!(Acknowledged::parse("a procedure-removed # gone\nb procedure-removed\n"), Err(2));
        assert_eq!(Acknowledged::parse("b procedure-removed # \n"), Err(1));
    }
}
