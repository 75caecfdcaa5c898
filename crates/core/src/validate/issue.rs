//! One broken rule.

use std::{borrow::Cow, collections::BTreeMap};

use isotype_lowering::specta;
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// What is wrong with a field: for a person as it stands, and for a program that says it in another language.
///
/// On the wire: `{"code": "length", "message": "length is lower than 1", "params": {"min": 1}}`. The code of one of garde's rules is that
/// rule's name; `custom` is whatever has no other.
///
/// A function that garde calls by `custom` gives one too, by `into()`.
///
/// # Example
///
/// ```
/// use isotype_core::Issue;
///
/// fn is_strong(password: &str, _: &()) -> garde::Result {
///     match password.contains(|c: char| c.is_ascii_digit()) {
///         true => Ok(()),
///         false => Err(Issue::new("weak", "needs a digit").with("digits", 1).into()),
///     }
/// }
///
/// assert!(is_strong("hunter", &()).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Issue {
    /// The rule's name, by which a translation is found.
    pub code: Cow<'static, str>,
    /// For a person, in English.
    pub message: Cow<'static, str>,
    /// What the rule is set to, by name: what a translation has to say.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<Cow<'static, str>, IssueParam>,
}

/// What one part of a rule is set to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(untagged)]
#[specta(inline)]
pub enum IssueParam {
    /// A bound that JavaScript can hold.
    Number(Number),
    /// Anything else.
    Text(String),
}

/// What a client is told of it; many an application has an `Issue` of its own.
mod wire {
    use super::*;

    /// What is wrong with a field: for a person as it stands, and for a program that says it in another language.
    #[derive(Serialize, specta::Type)]
    pub(super) struct FieldIssue {
        /// The rule's name, by which a translation is found.
        code: String,
        /// For a person, in English.
        message: String,
        /// What the rule is set to, by name.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        params: BTreeMap<String, IssueParam>,
    }
}

impl specta::Type for Issue {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        <wire::FieldIssue as specta::Type>::definition(types)
    }
}

/// Marks a message of garde's that holds a whole issue: a report has room for text only.
const ENCODED_MARKER: char = '\u{1f}';

impl Issue {
    /// The code of what is said without one.
    const CUSTOM: &'static str = "custom";

    /// A broken rule of that name.
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Issue {
        Issue { code: code.into(), message: message.into(), params: BTreeMap::new() }
    }

    /// The same, and what a part of the rule is set to.
    #[must_use]
    pub fn with_param(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<IssueParam>) -> Issue {
        self.params.insert(name.into(), value.into());
        self
    }

    /// As a message of garde's.
    pub(crate) fn to_garde_message(&self) -> String {
        // Strings and finite numbers under string keys: they can be written.
        serde_json::to_string(self)
            .map(|json| format!("{ENCODED_MARKER}{json}"))
            .unwrap_or_else(|_| self.message.to_string())
    }

    /// What garde says.
    pub(crate) fn from_garde_message(message: &str) -> Issue {
        let whole = message.strip_prefix(ENCODED_MARKER).and_then(|json| serde_json::from_str(json).ok());
        whole.unwrap_or_else(|| Issue::new(Issue::CUSTOM, message.to_owned()))
    }
}

impl From<Issue> for garde::Error {
    fn from(issue: Issue) -> garde::Error {
        garde::Error::new(issue.to_garde_message())
    }
}

/// A message without a code of its own.
impl From<&'static str> for Issue {
    fn from(message: &'static str) -> Issue {
        Issue::new(Issue::CUSTOM, message)
    }
}

/// A message without a code of its own.
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

/// A number that is told as text, as garde tells its bounds.
impl IssueParam {
    pub(crate) fn parse_number(text: &str) -> IssueParam {
        /// The greatest integer up to which JavaScript knows every one (ECMA-262, `Number.MAX_SAFE_INTEGER`).
        const SAFE: u64 = (1 << 53) - 1;
        let number = match text.parse::<i128>() {
            Ok(whole) => i64::try_from(whole).ok().filter(|whole| whole.unsigned_abs() <= SAFE).map(Number::from),
            Err(_) => text.parse().ok().and_then(Number::from_f64),
        };
        number.map_or_else(|| IssueParam::Text(text.to_owned()), IssueParam::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_survives_a_report_and_plain_text_is_custom() {
        let issue = Issue::new("taken", "that name is \"taken\"").with_param("by", 3).with_param("name", "x");
        assert_eq!(Issue::from_garde_message(garde::Error::from(issue.clone()).message()), issue);
        for plain in ["too short", "", "\u{1f}", "\u{1f}{\"code\":1}"] {
            assert_eq!(Issue::from_garde_message(plain), Issue::new("custom", plain));
        }
    }

    #[test]
    fn a_bound_that_javascript_cannot_hold_is_text() {
        let json = |text| serde_json::to_string(&IssueParam::parse_number(text)).unwrap();
        assert_eq!(json("-5"), "-5");
        assert_eq!(json("0.1"), "0.1");
        assert_eq!(json("9007199254740991"), "9007199254740991");
        assert_eq!(json("9007199254740992"), "\"9007199254740992\"");
        assert_eq!(json("inf"), "\"inf\"");
    }
}
