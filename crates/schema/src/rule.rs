use serde::{Deserialize, Serialize};

/// What a value must keep to beyond its shape, as `#[garde(...)]` says it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rule {
    /// What is checked.
    pub check: Check,
    /// The message for a person, where one was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// What is checked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Check {
    /// How long a string or a list is.
    Length {
        /// In what a string is counted.
        unit: Unit,
        /// At least.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u64>,
        /// At most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u64>,
    },
    /// How great a number is, as the texts of numbers.
    Range {
        /// At least.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<String>,
        /// At most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<String>,
    },
    /// Only ASCII characters.
    Ascii,
    /// Only ASCII letters and digits.
    Alphanumeric,
    /// An e-mail address.
    Email,
    /// An absolute URL.
    Url,
    /// An IP address.
    Ip,
    /// A regular expression that must match somewhere.
    Pattern(String),
    /// This text must be in it.
    Contains(String),
    /// It must begin so.
    Prefix(String),
    /// It must end so.
    Suffix(String),
    /// It must be there although its type is optional.
    Required,
    /// Each item of a list keeps to this.
    Each(Box<Rule>),
}

/// In what the length of a string is counted. Lists count items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    /// UTF-8 bytes.
    #[default]
    Bytes,
    /// Unicode scalar values.
    Chars,
    /// Grapheme clusters.
    Graphemes,
    /// UTF-16 code units.
    Utf16,
}
