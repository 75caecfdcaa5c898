use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Shape;

/// Type of declared errors, and the variants that a caller may receive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorType<S = Shape> {
    /// Shape of `error.data.error` in an error response: an object with a string field `type`.
    pub shape: S,
    /// Declared errors, one per value of `type`.
    pub variants: Vec<ErrorVariant>,
}

/// Declared error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorVariant {
    /// Value of the `type` field.
    pub name: Cow<'static, str>,
    /// Name of the error code, for example `CONFLICT`.
    pub code: Cow<'static, str>,
}

impl ErrorVariant {
    /// Creates a declared error with the given `type` and code.
    #[must_use]
    pub const fn new(name: &'static str, code: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), code: Cow::Borrowed(code) }
    }
}
