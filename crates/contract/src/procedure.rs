use serde::{Deserialize, Serialize};

use crate::{ErrorType, InputEncoding, Policy, ProcedureKind, RestRoute, Shape, SourceLocation};

/// One procedure of the API: as it describes itself, or with the shapes of a [`Contract`](crate::Contract).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Procedure<S = Shape> {
    /// The full name on the wire, for example `posts.create`.
    pub name: String,
    /// Other names by which it answers: those it had.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What calling it means.
    pub kind: ProcedureKind,
    /// The doc comment, empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// The note of `#[deprecated]`; `Some("")` when it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// Where the function is, or else where it was mounted.
    #[serde(skip)]
    pub source: SourceLocation,
    /// What must hold before it is called, by the names of the proofs.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub guards: Vec<String>,
    /// Whether it states that anybody may call it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub public: bool,
    /// What goes around it, outermost first.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<Policy>,
    /// What the caller sends; `null` for nothing. Of a form: its text fields.
    pub input: S,
    /// How the caller sends it.
    #[serde(default, skip_serializing_if = "InputEncoding::is_json")]
    pub encoding: InputEncoding,
    /// How it is called in the manner of REST, where that is not left to convention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<RestRoute>,
    /// What the caller gets. Where it streams: the data of one item.
    pub output: S,
    /// Whether it answers with a stream: every subscription does, and some queries do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub streaming: bool,
    /// Whether a subscription's items carry an id to resume after.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tracked: bool,
    /// The declared errors.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ErrorType<S>>,
}
