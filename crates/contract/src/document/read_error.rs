use std::fmt;

/// Why a file is not read as a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContractReadError {
    /// It is something else.
    Malformed(String),
    /// It is written in another version of the format.
    Version {
        /// The file's.
        found: u32,
        /// The one that is read here.
        supported: u32,
    },
    /// It does not hold what its hash was taken of.
    HashMismatch {
        /// The file's hash.
        found: String,
        /// The hash of what it holds.
        computed: String,
    },
}

impl fmt::Display for ContractReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ContractReadError::Malformed(why) => write!(f, "this is no contract of isotype: {why}"),
            ContractReadError::Version { found, supported: known } => write!(
                f,
                "this contract is written in version {found} of the format, and this isotype reads version {known}. \
                 Write it anew with the bindings binary of its application, or use the isotype that wrote it"
            ),
            ContractReadError::HashMismatch { found: told, computed: expected } => write!(
                f,
                "this contract was changed after it was written: its hash is {told}, and {expected} would be right. \
                 Take it from version control, or write it anew with the bindings binary of its application"
            ),
        }
    }
}

impl std::error::Error for ContractReadError {}
