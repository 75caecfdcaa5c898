use serde::{Deserialize, Serialize};

use crate::{ErrorType, InputEncoding, Policy, ProcedureKind, RestRoute, Shape, SourceLocation};

/// Procedure in an API.
///
/// `S` represents its types: a [`Shape`] in a [`Contract`](crate::Contract), or a type description before lowering.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Procedure<S = Shape> {
    /// Full name, for example `posts.create`.
    pub name: String,
    /// Former names under which the procedure is still available.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Kind of the procedure.
    pub kind: ProcedureKind,
    /// Doc comment; empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// Note of the `#[deprecated]` attribute, if present; `Some("")` if it has no note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// Location of the function, or of its registration if the function has none.
    #[serde(skip)]
    pub source: SourceLocation,
    /// Names of the guards that the procedure requires.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub guards: Vec<String>,
    /// If `true`, the procedure is declared public.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub public: bool,
    /// Policies, outermost first.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<Policy>,
    /// Type of the input; `null` if there is none. For a form, the type of its text fields.
    pub input: S,
    /// Encoding of the input.
    #[serde(default, skip_serializing_if = "InputEncoding::is_json")]
    pub encoding: InputEncoding,
    /// REST route, if it differs from the conventional one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<RestRoute>,
    /// Type of the output or, for a stream, of one item.
    pub output: S,
    /// If `true`, the procedure returns a stream. Every subscription does, and queries may.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub streaming: bool,
    /// If `true`, a subscription's events carry an id from which a client can resume.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tracked: bool,
    /// Types of the declared errors.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ErrorType<S>>,
}
