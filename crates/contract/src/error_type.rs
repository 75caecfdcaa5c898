use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Shape;

/// A type of declared errors: what a caller may see, and under which codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorType<S = Shape> {
    /// The value under `error.data.error` on the wire: an object with a string `type`.
    pub shape: S,
    /// One entry per value of `type`.
    pub variants: Vec<ErrorVariant>,
}

/// One declared error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorVariant {
    /// The value of `type` on the wire.
    pub name: Cow<'static, str>,
    /// The code's name on the wire, for example `CONFLICT`.
    pub code: Cow<'static, str>,
}

impl ErrorVariant {
    /// The error that is told by `name`, with its code.
    #[must_use]
    pub const fn new(name: &'static str, code: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), code: Cow::Borrowed(code) }
    }
}
