use serde::{Deserialize, Serialize};

/// What becomes of the 64- and 128-bit integers of an API, which a JavaScript number cannot always hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Integers {
    /// Numbers, for TypeScript `number`. The server refuses to write one beyond ±(2⁵³ − 1).
    #[default]
    Number,
}
