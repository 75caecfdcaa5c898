//! Ids and digests of idempotency records.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::caller::CallerIdentity;

/// Returns the id of a record in a store: a hash of the procedure, the caller and the idempotency key.
///
/// All anonymous callers share one scope, because their addresses may change between attempts. Their keys must
/// therefore be unguessable.
pub(crate) fn record_id(procedure: &str, caller: &CallerIdentity, key: &str) -> String {
    let caller = match caller {
        CallerIdentity::Authenticated(id) => format!("user:{id}"),
        CallerIdentity::Anonymous(_) => "anonymous".to_owned(),
    };
    let mut hash = Sha256::new();
    for part in [procedure, &caller, key] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    BASE64_URL_SAFE_NO_PAD.encode(hash.finalize())
}

/// Returns the digest used to compare inputs.
pub(crate) fn input_digest(input: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(input))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distinguishes_procedures_callers_and_keys() {
        let user = |id: &str| CallerIdentity::Authenticated(id.into());
        assert_ne!(record_id("ab", &user("c"), "d"), record_id("a", &user("bc"), "d"));
        assert_ne!(record_id("a", &user("anonymous"), "d"), record_id("a", &CallerIdentity::Anonymous(None), "d"));
        let (one, two) = (CallerIdentity::Anonymous(None), CallerIdentity::Anonymous(Some([127, 0, 0, 1].into())));
        assert_eq!(
            record_id("a", &one, "d"),
            record_id("a", &two, "d"),
            "the address of an anonymous caller may change"
        );
    }
}
