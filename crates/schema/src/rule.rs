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
    /// None yet: the white space at the ends of the text is taken away, and what is behind this looks at the rest.
    Trim,
    /// None yet: the text is brought to lower case, and what is behind this looks at that.
    Lowercase,
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
    /// Only letters and digits, of any script.
    Alphanumeric,
    /// An e-mail address.
    Email,
    /// An absolute URL.
    Url,
    /// An IP address.
    Ip,
    /// An IP address of version 4.
    Ipv4,
    /// An IP address of version 6.
    Ipv6,
    /// A regular expression, in the syntax of the regex crate, that must match somewhere.
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
    /// One item of a tuple keeps to this.
    Item {
        /// Which, from 0.
        at: usize,
        /// What it keeps to.
        rule: Box<Rule>,
    },
}

impl Check {
    /// Whether it changes a text rather than checks it.
    #[must_use]
    pub fn is_change(&self) -> bool {
        match self {
            Check::Trim | Check::Lowercase => true,
            Check::Each(rule) | Check::Item { rule, .. } => rule.check.is_change(),
            _ => false,
        }
    }
}

impl From<Check> for Rule {
    fn from(check: Check) -> Self {
        Rule { check, message: None }
    }
}

/// The rules of one field, by its names in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRules {
    /// The variant that it is in, where it is in an enum.
    pub variant: Option<&'static str>,
    /// Its name, or its number in a tuple.
    pub field: &'static str,
    /// What its value must keep to.
    pub rules: Vec<Rule>,
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
