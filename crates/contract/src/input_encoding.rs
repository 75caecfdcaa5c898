use serde::{Deserialize, Serialize};

/// How an input is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InputEncoding {
    /// As JSON.
    #[default]
    Json,
    /// As a form: text fields, then files.
    Form,
    /// As raw bytes.
    Bytes,
}

impl InputEncoding {
    /// Whether it is JSON, as nearly always.
    #[must_use]
    pub fn is_json(&self) -> bool {
        *self == InputEncoding::Json
    }
}
