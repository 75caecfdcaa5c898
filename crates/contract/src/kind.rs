use serde::{Deserialize, Serialize};

/// What calling a procedure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Reads; may be repeated and cached.
    Query,
    /// Changes something; is never repeated on its own.
    Mutation,
    /// Answers with a stream of items.
    Subscription,
}

impl Kind {
    /// The name of the kind on the wire and in generated files.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Query => "query",
            Kind::Mutation => "mutation",
            Kind::Subscription => "subscription",
        }
    }
}
