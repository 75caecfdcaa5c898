use std::fmt;

/// An API that cannot be told rightly; each complaint says what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub Vec<String>);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        listed(f, "this API cannot be told as it is on the wire:", &self.0)
    }
}

/// What is wrong, and below it each complaint.
pub(crate) fn listed(f: &mut fmt::Formatter<'_>, what: &str, complaints: &[String]) -> fmt::Result {
    f.write_str(what)?;
    complaints.iter().try_for_each(|complaint| write!(f, "\n  - {complaint}"))
}

impl std::error::Error for Refused {}
