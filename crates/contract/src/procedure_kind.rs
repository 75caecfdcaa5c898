use serde::{Deserialize, Serialize};

/// Kind of a procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProcedureKind {
    /// Reads data. Clients may repeat and cache the call.
    Query,
    /// Changes data. Clients do not repeat the call automatically.
    Mutation,
    /// Returns a stream of events.
    Subscription,
}

impl ProcedureKind {
    /// Returns the name of the kind, as used in generated files and `contract.json`.
    pub fn as_str(self) -> &'static str {
        match self {
            ProcedureKind::Query => "query",
            ProcedureKind::Mutation => "mutation",
            ProcedureKind::Subscription => "subscription",
        }
    }
}
