//! Issues with a field that fails validation.

use std::{borrow::Cow, collections::BTreeMap};

use isotype_lowering::specta;
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// Validation issue of a field: a human-readable message, and a code with parameters for translations.
///
/// ```json
/// { "code": "length", "message": "length is lower than 1", "params": { "min": 1 } }
/// ```
///
/// The code of a garde rule is the name of the rule. Issues without their own code have the code `custom`.
///
/// A function for garde's `custom` rule converts an issue into a `garde::Error` with `into()`.
///
/// # Example
///
/// ```
/// use isotype_core::Issue;
///
/// fn is_strong(password: &str, _: &()) -> garde::Result {
///     match password.contains(|c: char| c.is_ascii_digit()) {
///         true => Ok(()),
///         false => Err(Issue::new("weak", "needs a digit").with_param("digits", 1).into()),
///     }
/// }
///
/// assert!(is_strong("hunter", &()).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Issue {
    /// Name of the rule, which selects a translation.
    pub code: Cow<'static, str>,
    /// Message in English.
    pub message: Cow<'static, str>,
    /// Parameters of the rule by name, for translations.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<Cow<'static, str>, IssueParam>,
}

/// Parameter of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(untagged)]
#[specta(inline)]
pub enum IssueParam {
    /// Number that JavaScript represents exactly.
    Number(Number),
    /// Any other value.
    Text(String),
}

/// TypeScript type of an issue. Its name avoids a clash with an application's own `Issue` type.
mod wire {
    use super::*;

    /// Validation issue of a field: a human-readable message, and a code with parameters for translations.
    #[derive(Serialize, specta::Type)]
    pub(super) struct FieldIssue {
        /// Name of the rule, which selects a translation.
        code: String,
        /// Message in English.
        message: String,
        /// Parameters of the rule by name.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        params: BTreeMap<String, IssueParam>,
    }
}

impl specta::Type for Issue {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        <wire::FieldIssue as specta::Type>::definition(types)
    }
}

/// First character of a garde message that contains an encoded issue. A garde report can only carry text.
const ENCODED_MARKER: char = '\u{1f}';

impl Issue {
    /// Code of issues without their own code.
    const CUSTOM: &'static str = "custom";

    /// Creates an issue.
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Issue {
        Issue { code: code.into(), message: message.into(), params: BTreeMap::new() }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with_param(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<IssueParam>) -> Issue {
        self.params.insert(name.into(), value.into());
        self
    }

    /// Encodes the issue as a garde message.
    pub(crate) fn to_garde_message(&self) -> String {
        // Serialization cannot fail: the issue contains strings and finite numbers under string keys.
        serde_json::to_string(self)
            .map(|json| format!("{ENCODED_MARKER}{json}"))
            .unwrap_or_else(|_| self.message.to_string())
    }

    /// Decodes an issue from a garde message.
    pub(crate) fn from_garde_message(message: &str) -> Issue {
        let issue = message.strip_prefix(ENCODED_MARKER).and_then(|json| serde_json::from_str(json).ok());
        issue.unwrap_or_else(|| Issue::new(Issue::CUSTOM, message.to_owned()))
    }
}

impl From<Issue> for garde::Error {
    fn from(issue: Issue) -> garde::Error {
        garde::Error::new(issue.to_garde_message())
    }
}

/// Creates an issue with the code `custom`.
impl From<&'static str> for Issue {
    fn from(message: &'static str) -> Issue {
        Issue::new(Issue::CUSTOM, message)
    }
}

/// Creates an issue with the code `custom`.
impl From<String> for Issue {
    fn from(message: String) -> Issue {
        Issue::new(Issue::CUSTOM, message)
    }
}

impl From<&str> for IssueParam {
    fn from(text: &str) -> IssueParam {
        IssueParam::Text(text.to_owned())
    }
}

impl From<String> for IssueParam {
    fn from(text: String) -> IssueParam {
        IssueParam::Text(text)
    }
}

impl From<u32> for IssueParam {
    fn from(number: u32) -> IssueParam {
        IssueParam::Number(number.into())
    }
}

impl From<i32> for IssueParam {
    fn from(number: i32) -> IssueParam {
        IssueParam::Number(number.into())
    }
}

impl IssueParam {
    /// Parses a bound as garde formats it.
    pub(crate) fn parse_number(text: &str) -> IssueParam {
        /// Largest safe integer in JavaScript (ECMA-262, `Number.MAX_SAFE_INTEGER`).
        const SAFE: u64 = (1 << 53) - 1;
        let number = match text.parse::<i128>() {
            Ok(integer) => {
                i64::try_from(integer).ok().filter(|integer| integer.unsigned_abs() <= SAFE).map(Number::from)
            }
            Err(_) => text.parse().ok().and_then(Number::from_f64),
        };
        number.map_or_else(|| IssueParam::Text(text.to_owned()), IssueParam::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trips_through_a_garde_message() {
        let issue = Issue::new("taken", "that name is \"taken\"").with_param("by", 3).with_param("name", "x");
        assert_eq!(Issue::from_garde_message(garde::Error::from(issue.clone()).message()), issue);
        for plain in ["too short", "", "\u{1f}", "\u{1f}{\"code\":1}"] {
            assert_eq!(Issue::from_garde_message(plain), Issue::new("custom", plain));
        }
    }

    #[test]
    fn keeps_unsafe_numbers_as_text() {
        let json = |text| serde_json::to_string(&IssueParam::parse_number(text)).unwrap();
        assert_eq!(json("-5"), "-5");
        assert_eq!(json("0.1"), "0.1");
        assert_eq!(json("9007199254740991"), "9007199254740991");
        assert_eq!(json("9007199254740992"), "\"9007199254740992\"");
        assert_eq!(json("inf"), "\"inf\"");
    }
}
