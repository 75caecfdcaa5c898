use crate::{Encoding, ErrorType, Kind, Shape, Source};

/// One procedure of the API.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// The full name on the wire, for example `posts.create`.
    pub name: String,
    /// What calling it means.
    pub kind: Kind,
    /// The doc comment, empty when there is none.
    pub docs: String,
    /// The note of `#[deprecated]`; `Some("")` when it has none.
    pub deprecated: Option<String>,
    /// Where the function is, or else where it was mounted.
    pub source: Source,
    /// What the caller sends; `()` for nothing. Of a form: its text fields.
    pub input: Shape,
    /// How the caller sends it.
    pub encoding: Encoding,
    /// What the caller gets. Where it streams: the data of one item.
    pub output: Shape,
    /// Whether it answers with a stream: every subscription does, and some queries do.
    pub streams: bool,
    /// Whether a subscription's items carry an id to resume after.
    pub tracked: bool,
    /// The declared errors, duplicates allowed.
    pub errors: Vec<ErrorType>,
}
