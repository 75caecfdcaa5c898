use std::fmt;

/// An API that cannot be told rightly; each complaint says what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractError(pub Vec<String>);

impl fmt::Display for ContractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_list(f, "this API cannot be told as it is on the wire:", &self.0)
    }
}

/// What is wrong, and below it each complaint.
pub(crate) fn write_list(f: &mut fmt::Formatter<'_>, what: &str, complaints: &[String]) -> fmt::Result {
    f.write_str(what)?;
    complaints.iter().try_for_each(|complaint| write!(f, "\n  - {complaint}"))
}

impl std::error::Error for ContractError {}
