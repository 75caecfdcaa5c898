use std::fmt;

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
        unit: LengthUnit,
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
        index: usize,
        /// What it keeps to.
        rule: Box<Rule>,
    },
}

impl Check {
    /// Whether it changes a text rather than checks it.
    #[must_use]
    pub fn is_normalization(&self) -> bool {
        match self {
            Check::Trim | Check::Lowercase => true,
            Check::Each(rule) | Check::Item { rule, .. } => rule.check.is_normalization(),
            _ => false,
        }
    }
}

/// The check in English, for reports.
impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Check::Trim => f.write_str("trimmed"),
            Check::Lowercase => f.write_str("in lower case"),
            Check::Length { unit, min, max } => {
                let unit = match unit {
                    LengthUnit::Bytes => "bytes or items",
                    LengthUnit::Chars => "characters",
                    LengthUnit::Graphemes => "graphemes",
                    LengthUnit::Utf16 => "UTF-16 units",
                };
                write!(f, "{} {unit}", range(min.as_ref(), max.as_ref()))
            }
            Check::Range { min, max } => f.write_str(&range(min.as_ref(), max.as_ref())),
            Check::Ascii => f.write_str("ASCII"),
            Check::Alphanumeric => f.write_str("letters and digits"),
            Check::Email => f.write_str("an e-mail address"),
            Check::Url => f.write_str("a URL"),
            Check::Ip => f.write_str("an IP address"),
            Check::Ipv4 => f.write_str("an IPv4 address"),
            Check::Ipv6 => f.write_str("an IPv6 address"),
            Check::Pattern(pattern) => write!(f, "matches {pattern:?}"),
            Check::Contains(text) => write!(f, "contains {text:?}"),
            Check::Prefix(text) => write!(f, "begins with {text:?}"),
            Check::Suffix(text) => write!(f, "ends with {text:?}"),
            Check::Required => f.write_str("required"),
            Check::Each(rule) => write!(f, "each item {}", rule.check),
            Check::Item { index: at, rule } => write!(f, "item {at} {}", rule.check),
        }
    }
}

fn range(min: Option<&impl fmt::Display>, max: Option<&impl fmt::Display>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "any".to_owned(),
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
pub enum LengthUnit {
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
