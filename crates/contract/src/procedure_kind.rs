use serde::{Deserialize, Serialize};

/// What calling a procedure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProcedureKind {
    /// Reads; may be repeated and cached.
    Query,
    /// Changes something; is never repeated on its own.
    Mutation,
    /// Answers with a stream of items.
    Subscription,
}

impl ProcedureKind {
    /// The name of the kind on the wire and in generated files.
    pub fn as_str(self) -> &'static str {
        match self {
            ProcedureKind::Query => "query",
            ProcedureKind::Mutation => "mutation",
            ProcedureKind::Subscription => "subscription",
        }
    }
}
