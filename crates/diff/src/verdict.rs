use std::fmt;

use super::extent::Extent;

/// Whom a change breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nobody: old clients and new servers understand each other, and so do new clients and old servers.
    Safe,
    /// Servers still running: a client of the new contract may ask an old server for more than it can do. Nobody meets it where
    /// every server is replaced before the first client.
    Servers,
    /// Clients already out there: what they send is refused or ignored, or what they get is not what they were promised.
    Clients,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Verdict::Safe => "safe",
            Verdict::Servers => "breaks servers still running",
            Verdict::Clients => "breaks clients already out there",
        })
    }
}

/// By which step the version of the generated package goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Nothing is other in a call or in its types.
    Patch,
    /// Whoever updates may do more, or is promised more.
    Minor,
    /// Deployed clients break, or calls that compiled do not compile any more.
    Major,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Step::Patch => "patch",
            Step::Minor => "minor",
            Step::Major => "major",
        })
    }
}

/// Who sends a value: it decides what a change of its type means, and how tolerant its reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    /// The client sends; a server reads, as serde does.
    Input,
    /// The server sends; a client reads, as TypeScript does.
    Output,
}

impl Direction {
    /// An input may widen, an output may narrow.
    pub(super) fn verdict(self, extent: Extent) -> Verdict {
        let (clients_fit, servers_fit) = match self {
            Direction::Input => (extent.old_are_new(), extent.new_are_old()),
            Direction::Output => (extent.new_are_old(), extent.old_are_new()),
        };
        match (clients_fit, servers_fit) {
            (false, _) => Verdict::Clients,
            (true, false) => Verdict::Servers,
            (true, true) => Verdict::Safe,
        }
    }
}
