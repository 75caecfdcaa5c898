//! Under what an answer is stored.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::caller::CallerIdentity;

/// The name of a mutation in a store: of the procedure, of its caller, and of the key, and nothing that tells any of them.
///
/// Callers that nobody knows share one scope, since their addresses change from one attempt to the next: what tells their keys apart is
/// that they cannot be guessed.
pub(crate) fn record_id(procedure: &str, who: &CallerIdentity, key: &str) -> String {
    let who = match who {
        CallerIdentity::Authenticated(id) => format!("user {id}"),
        CallerIdentity::Anonymous(_) => "anybody".to_owned(),
    };
    let mut hash = Sha256::new();
    for part in [procedure, &who, key] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    BASE64_URL_SAFE_NO_PAD.encode(hash.finalize())
}

/// What tells one input from another.
pub(crate) fn input_digest(input: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(input))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_runs_into_the_next() {
        let known = |id: &str| CallerIdentity::Authenticated(id.into());
        assert_ne!(record_id("ab", &known("c"), "d"), record_id("a", &known("bc"), "d"));
        assert_ne!(record_id("a", &known("anybody"), "d"), record_id("a", &CallerIdentity::Anonymous(None), "d"));
        let (here, there) = (CallerIdentity::Anonymous(None), CallerIdentity::Anonymous(Some([127, 0, 0, 1].into())));
        assert_eq!(
            record_id("a", &here, "d"),
            record_id("a", &there, "d"),
            "whoever nobody knows may call from elsewhere the next time"
        );
    }
}
