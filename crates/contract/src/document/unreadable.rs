use std::fmt;

/// Why a file is not read as a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is something else.
    NoContract(String),
    /// It is written in another version of the format.
    Version {
        /// The file's.
        found: u32,
        /// The one that is read here.
        known: u32,
    },
    /// It does not hold what its hash was taken of.
    Changed {
        /// The file's hash.
        told: String,
        /// The hash of what it holds.
        expected: String,
    },
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::NoContract(why) => write!(f, "this is no contract of isotype: {why}"),
            Unreadable::Version { found, known } => write!(
                f,
                "this contract is written in version {found} of the format, and this isotype reads version {known}. \
                 Write it anew with the bindings binary of its application, or use the isotype that wrote it"
            ),
            Unreadable::Changed { told, expected } => write!(
                f,
                "this contract was changed after it was written: its hash is {told}, and {expected} would be right. \
                 Take it from version control, or write it anew with the bindings binary of its application"
            ),
        }
    }
}

impl std::error::Error for Unreadable {}
