use crate::Shape;

/// A type of declared errors: what a caller may see, and under which codes.
#[derive(Clone, Debug)]
pub struct ErrorType {
    /// The value under `error.data.error` on the wire: an object with a string `type`.
    pub shape: Shape,
    /// One entry per value of `type`.
    pub variants: Vec<ErrorVariant>,
}

/// One declared error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorVariant {
    /// The value of `type` on the wire.
    pub name: &'static str,
    /// The code's name on the wire, for example `CONFLICT`.
    pub code: &'static str,
}
