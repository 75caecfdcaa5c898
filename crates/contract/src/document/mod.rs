//! Reading and writing `contract.json`.
//!
//! The file is canonical: equal contracts produce identical files. Its layout keeps diffs small for reviews.

mod hash;
mod pretty_print;
mod read_error;

use serde::{Deserialize, Serialize};

pub use read_error::ContractReadError;

use crate::Contract;

/// Version of the file format. Other versions are rejected.
const VERSION: u32 = 1;

/// Fields that are common to all versions of the format.
#[derive(Deserialize)]
struct Head {
    isotype: u32,
}

#[derive(Serialize, Deserialize)]
struct Document<C> {
    isotype: u32,
    hash: String,
    #[serde(flatten)]
    contract: C,
}

impl Contract {
    /// Returns the contract as JSON, with procedures and types sorted by name.
    ///
    /// Docs are included. Source locations are not, because they change with every edit.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_contract::{Contract, ContractReadError};
    /// use isotype_lowering::Registry;
    ///
    /// let contract = Registry::new().finish()?;
    /// let json = contract.to_json();
    /// assert_eq!(Contract::from_json(&json)?, contract);
    ///
    /// // Edited files and other versions of the format are rejected.
    /// let edited = json.replace("sha256:", "sha256:0");
    /// assert!(matches!(Contract::from_json(&edited), Err(ContractReadError::HashMismatch { .. })));
    /// let newer = json.replace(r#""isotype": 1"#, r#""isotype": 2"#);
    /// assert_eq!(Contract::from_json(&newer), Err(ContractReadError::Version { found: 2, supported: 1 }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let document = Document { isotype: VERSION, hash: self.hash(), contract: self };
        // Serialization cannot fail: a contract consists of strings, numbers and lists.
        let json = serde_json::to_string(&document).unwrap_or_default();
        pretty_print::pretty_print(&json)
    }

    /// Parses a contract from JSON written by [`Contract::to_json`]. Source locations are left empty.
    ///
    /// # Errors
    ///
    /// Returns [`ContractReadError`] if the file is not a contract, has a different format version, or does not match
    /// its hash.
    pub fn from_json(json: &str) -> Result<Contract, ContractReadError> {
        let Head { isotype } =
            serde_json::from_str(json).map_err(|error| ContractReadError::Malformed(error.to_string()))?;
        if isotype != VERSION {
            return Err(ContractReadError::Version { found: isotype, supported: VERSION });
        }
        let Document { hash, contract, .. }: Document<Contract> =
            serde_json::from_str(json).map_err(|error| ContractReadError::Malformed(error.to_string()))?;
        let computed = contract.hash();
        if hash == computed { Ok(contract) } else { Err(ContractReadError::HashMismatch { found: hash, computed }) }
    }
}
