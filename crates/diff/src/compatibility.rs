use std::fmt;

use super::set_relation::SetRelation;

/// Effect of a change on deployed clients and running servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compatibility {
    /// Old clients work with new servers, and new clients with old servers.
    Compatible,
    /// New clients may send or expect something that old servers do not support. Harmless if all servers are updated
    /// before the first client.
    BreaksServers,
    /// Deployed clients break: the server rejects or ignores what they send, or returns something they do not expect.
    BreaksClients,
}

impl fmt::Display for Compatibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Compatibility::Compatible => "compatible",
            Compatibility::BreaksServers => "breaks running servers",
            Compatibility::BreaksClients => "breaks deployed clients",
        })
    }
}

/// Version bump of the generated package, in terms of semantic versioning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SemverBump {
    /// Neither calls nor types change.
    Patch,
    /// Calls or types are extended.
    Minor,
    /// Deployed clients break, or code that compiled no longer compiles.
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

/// Direction in which a value is sent, which determines its reader and the effect of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    /// From client to server. The server reads values as serde does.
    Input,
    /// From server to client. The client reads values as TypeScript does.
    Output,
}

impl Direction {
    /// Returns the effect of a change. Inputs may become wider, and outputs may become narrower.
    pub(super) fn compatibility(self, relation: SetRelation) -> Compatibility {
        let (old_clients_work, old_servers_work) = match self {
            Direction::Input => (relation.includes_old(), relation.included_in_old()),
            Direction::Output => (relation.included_in_old(), relation.includes_old()),
        };
        match (old_clients_work, old_servers_work) {
            (false, _) => Compatibility::BreaksClients,
            (true, false) => Compatibility::BreaksServers,
            (true, true) => Compatibility::Compatible,
        }
    }
}
