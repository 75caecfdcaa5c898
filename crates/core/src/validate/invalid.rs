//! Error for inputs that fail validation.

use std::{collections::BTreeMap, fmt};

use isotype_contract::ErrorVariant;
use isotype_lowering::{ErrorDescription, Registry, specta};
use isotype_protocol::Code;
use serde::Serialize;

use super::{FieldPath, Issue};
use crate::{CallError, ProcedureError};

/// Validation errors of an input, by field.
///
/// ```json
/// {
///   "type": "Invalid",
///   "fields": { "title": [{ "code": "length", "message": "length is lower than 1", "params": { "min": 1 } }] }
/// }
/// ```
///
/// Errors that concern the whole input have an empty path.
///
/// # Example
///
/// ```
/// use isotype_core::{Invalid, Issue};
///
/// let invalid = Invalid::field("email", Issue::new("taken", "that address is in use"));
/// assert_eq!(invalid.to_string(), "email: that address is in use");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invalid {
    fields: BTreeMap<String, Vec<Issue>>,
}

mod wire {
    use super::*;

    /// The input fails validation; `fields` contains the issues by path.
    #[derive(Serialize, specta::Type)]
    #[serde(tag = "type")]
    pub(super) enum Invalid {
        Invalid { fields: BTreeMap<String, Vec<Issue>> },
    }
}

impl Invalid {
    /// Creates an error with one issue.
    pub fn field(path: impl Into<String>, issue: impl Into<Issue>) -> Invalid {
        Invalid::default().with_field(path, issue)
    }

    /// Adds an issue.
    #[must_use]
    pub fn with_field(mut self, path: impl Into<String>, issue: impl Into<Issue>) -> Invalid {
        self.fields.entry(path.into()).or_default().push(issue.into());
        self
    }

    /// Converts a garde report. `locate` resolves each path.
    pub(crate) fn from_report(report: &garde::Report, mut locate: impl FnMut(&mut FieldPath<'_>)) -> Invalid {
        report.iter().fold(Invalid::default(), |invalid, (path, error)| {
            let mut issue = Issue::from_garde_message(error.message());
            let path = FieldPath::resolve(path, &mut locate);
            if let Some(message) = path.message(&issue.code) {
                issue.message = message.into();
            }
            invalid.with_field(path.path, issue)
        })
    }

    /// Returns the issues by path.
    pub fn fields(&self) -> &BTreeMap<String, Vec<Issue>> {
        &self.fields
    }
}

/// Keeps Rust field names, because a report does not contain the value. [`Valid`](crate::Valid) resolves them.
impl From<garde::Report> for Invalid {
    fn from(report: garde::Report) -> Self {
        Invalid::from_report(&report, |_| {})
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for (path, issues) in &self.fields {
            for Issue { message, .. } in issues {
                let (gap, colon) = (if first { "" } else { "; " }, if path.is_empty() { "" } else { ": " });
                write!(f, "{gap}{path}{colon}{message}")?;
                first = false;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}

impl ProcedureError for Invalid {
    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) {
        const VARIANTS: &[ErrorVariant] = &[ErrorVariant::new("Invalid", Code::BadRequest.as_str())];
        errors.push(registry.describe_error::<wire::Invalid>(VARIANTS));
    }

    fn into_call_error(self) -> CallError {
        CallError::declared(Code::BadRequest, self.to_string(), &wire::Invalid::Invalid { fields: self.fields })
    }
}
