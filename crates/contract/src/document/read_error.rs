use std::fmt;

/// Error returned by [`Contract::from_json`](crate::Contract::from_json).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContractReadError {
    /// The file is not a contract.
    Malformed(String),
    /// The file has an unsupported format version.
    Version {
        /// Version of the file.
        found: u32,
        /// Version that this crate reads.
        supported: u32,
    },
    /// The contents do not match the hash in the file.
    HashMismatch {
        /// Hash in the file.
        found: String,
        /// Hash of the contents.
        computed: String,
    },
}

impl fmt::Display for ContractReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ContractReadError::Malformed(error) => write!(f, "malformed contract: {error}"),
            ContractReadError::Version { found, supported } => write!(
                f,
                "unsupported contract format version {found}, expected {supported}: regenerate the contract with the \
                 bindings binary of its application, or use the version of isotype that wrote it"
            ),
            ContractReadError::HashMismatch { found, computed } => write!(
                f,
                "contract was modified after it was written: hash is {found}, expected {computed}; restore it from version \
                 control, or regenerate it with the bindings binary of its application"
            ),
        }
    }
}

impl std::error::Error for ContractReadError {}
