use std::fmt;

use super::set_relation::SetRelation;

/// Whom a change breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compatibility {
    /// Nobody: old clients and new servers understand each other, and so do new clients and old servers.
    Compatible,
    /// Servers still running: a client of the new contract may ask an old server for more than it can do. Nobody meets it where
    /// every server is replaced before the first client.
    BreaksServers,
    /// Clients already out there: what they send is refused or ignored, or what they get is not what they were promised.
    BreaksClients,
}

impl fmt::Display for Compatibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Compatibility::Compatible => "safe",
            Compatibility::BreaksServers => "breaks servers still running",
            Compatibility::BreaksClients => "breaks clients already out there",
        })
    }
}

/// By which step the version of the generated package goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SemverBump {
    /// Nothing is other in a call or in its types.
    Patch,
    /// Whoever updates may do more, or is promised more.
    Minor,
    /// Deployed clients break, or calls that compiled do not compile any more.
    Major,
}

impl fmt::Display for SemverBump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SemverBump::Patch => "patch",
            SemverBump::Minor => "minor",
            SemverBump::Major => "major",
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
    pub(super) fn compatibility(self, extent: SetRelation) -> Compatibility {
        let (clients_fit, servers_fit) = match self {
            Direction::Input => (extent.includes_old(), extent.included_in_old()),
            Direction::Output => (extent.included_in_old(), extent.includes_old()),
        };
        match (clients_fit, servers_fit) {
            (false, _) => Compatibility::BreaksClients,
            (true, false) => Compatibility::BreaksServers,
            (true, true) => Compatibility::Compatible,
        }
    }
}
