use std::fmt;

use serde::{Deserialize, Serialize};

/// Validation rule for a value, from a `#[garde(...)]` attribute.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rule {
    /// Condition that the value must meet.
    pub check: Check,
    /// Custom error message, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// Condition of a validation rule, or normalization that is applied before later rules.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Check {
    /// Removes leading and trailing white space before later rules are checked.
    Trim,
    /// Converts the string to lower case before later rules are checked.
    Lowercase,
    /// Limits the length of a string or a list.
    Length {
        /// Unit for strings.
        unit: LengthUnit,
        /// Minimum length.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u64>,
        /// Maximum length.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u64>,
    },
    /// Limits a number. The bounds are decimal strings.
    Range {
        /// Minimum value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<String>,
        /// Maximum value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<String>,
    },
    /// Requires ASCII characters.
    Ascii,
    /// Requires letters and digits from any script.
    Alphanumeric,
    /// Requires an email address.
    Email,
    /// Requires an absolute URL.
    Url,
    /// Requires an IP address.
    Ip,
    /// Requires an IPv4 address.
    Ipv4,
    /// Requires an IPv6 address.
    Ipv6,
    /// Requires a match of a regular expression in the `regex` crate's syntax.
    Pattern(String),
    /// Requires this substring.
    Contains(String),
    /// Requires this prefix.
    Prefix(String),
    /// Requires this suffix.
    Suffix(String),
    /// Requires a value even though the type is optional.
    Required,
    /// Applies a rule to each item of a list.
    Each(Box<Rule>),
    /// Applies a rule to one item of a tuple.
    Item {
        /// Index of the item, starting at 0.
        index: usize,
        /// Rule for the item.
        rule: Box<Rule>,
    },
}

impl Check {
    /// Returns `true` if the check changes a string instead of validating it.
    #[must_use]
    pub fn is_normalization(&self) -> bool {
        match self {
            Check::Trim | Check::Lowercase => true,
            Check::Each(rule) | Check::Item { rule, .. } => rule.check.is_normalization(),
            _ => false,
        }
    }
}

/// Describes the check in English, for compatibility reports.
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
            Check::Email => f.write_str("an email address"),
            Check::Url => f.write_str("a URL"),
            Check::Ip => f.write_str("an IP address"),
            Check::Ipv4 => f.write_str("an IPv4 address"),
            Check::Ipv6 => f.write_str("an IPv6 address"),
            Check::Pattern(pattern) => write!(f, "matches {pattern:?}"),
            Check::Contains(text) => write!(f, "contains {text:?}"),
            Check::Prefix(text) => write!(f, "starts with {text:?}"),
            Check::Suffix(text) => write!(f, "ends with {text:?}"),
            Check::Required => f.write_str("required"),
            Check::Each(rule) => write!(f, "each item {}", rule.check),
            Check::Item { index, rule } => write!(f, "item {index} {}", rule.check),
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

/// Validation rules of a field, identified by its Rust name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRules {
    /// Variant that the field belongs to, if the type is an enum.
    pub variant: Option<&'static str>,
    /// Name of the field, or its index in a tuple.
    pub field: &'static str,
    /// Rules for the field's value.
    pub rules: Vec<Rule>,
}

/// Unit in which the length of a string is counted. Lists count items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
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
