//! The contract as a file: canonical, so that two of them are equal when their contracts are, and laid out for a person who reads the
//! difference in a review.

mod hash;
mod pretty_print;
mod read_error;

use serde::{Deserialize, Serialize};

pub use read_error::ContractReadError;

use crate::Contract;

/// The version of the file's format. A reader takes this one and no other.
const VERSION: u32 = 1;

/// What says whether the rest can be read.
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
    /// The contract as JSON: procedures and types by name, docs included, places in the sources left out since lines move.
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
    /// // What was changed by hand is refused, and so is what another version wrote.
    /// let changed = json.replace("sha256:", "sha256:0");
    /// assert!(matches!(Contract::from_json(&changed), Err(ContractReadError::Changed { .. })));
    /// let newer = json.replace(r#""isotype": 1"#, r#""isotype": 2"#);
    /// assert_eq!(Contract::from_json(&newer), Err(ContractReadError::Version { found: 2, known: 1 }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let document = Document { isotype: VERSION, hash: self.hash(), contract: self };
        // A contract holds strings, numbers and lists: nothing that JSON cannot say.
        let json = serde_json::to_string(&document).unwrap_or_default();
        pretty_print::pretty_print(&json)
    }

    /// The contract in such a file, without places in the sources.
    ///
    /// # Errors
    ///
    /// When it is no contract, is written in another version of the format, or does not hold what its hash was taken of.
    pub fn from_json(json: &str) -> Result<Contract, ContractReadError> {
        let Head { isotype } =
            serde_json::from_str(json).map_err(|error| ContractReadError::Malformed(error.to_string()))?;
        if isotype != VERSION {
            return Err(ContractReadError::Version { found: isotype, supported: VERSION });
        }
        let Document { hash, contract, .. }: Document<Contract> =
            serde_json::from_str(json).map_err(|error| ContractReadError::Malformed(error.to_string()))?;
        let expected = contract.hash();
        if hash == expected {
            Ok(contract)
        } else {
            Err(ContractReadError::HashMismatch { found: hash, computed: expected })
        }
    }
}
