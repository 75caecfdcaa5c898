use serde::{Deserialize, Serialize};

/// Encoding of a procedure's input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InputEncoding {
    /// JSON.
    #[default]
    Json,
    /// Multipart form: text fields first, then files.
    Form,
    /// Raw bytes of the request body.
    Bytes,
}

impl InputEncoding {
    /// Returns `true` for [`InputEncoding::Json`], the default.
    #[must_use]
    pub fn is_json(&self) -> bool {
        *self == InputEncoding::Json
    }
}
