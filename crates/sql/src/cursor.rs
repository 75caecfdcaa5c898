//! Opaque cursors that cannot be made up.

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use isotype_core::Invalid;
use sha2::{Digest, Sha256};

/// 128 of the 256 bits (RFC 2104, section 5, allows half).
const TAG: usize = 16;

/// Seals the place at which a page ended, and opens it again.
#[derive(Clone)]
pub struct Cursors(Hmac<Sha256>);

impl Cursors {
    /// Cursors under a key that the application keeps. Servers that share the key understand each other's.
    pub fn new(key: &[u8]) -> Cursors {
        // A name of our own keeps cursors apart from what else the key signs.
        let derived = Sha256::new_with_prefix(b"isotype cursor key\0").chain_update(key).finalize();
        let mut block = [0; 64];
        block.iter_mut().zip(derived).for_each(|(to, from)| *to = from);
        Cursors(Hmac::new(&block.into()))
    }

    /// The cursor for `key` in the list called `list`.
    pub fn seal(&self, list: &str, key: &str) -> String {
        let mut bytes = self.tag(list, key);
        bytes.extend_from_slice(key.as_bytes());
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The key in a cursor that was sealed for the same list.
    ///
    /// # Errors
    ///
    /// [`Invalid`] for the field `cursor` otherwise.
    pub fn open(&self, list: &str, cursor: &str) -> Result<String, Invalid> {
        self.key(list, cursor).ok_or_else(|| {
            Invalid::field(
                "cursor",
                "this cursor does not come from this list; leave it out to begin at the first page",
            )
        })
    }

    fn key(&self, list: &str, cursor: &str) -> Option<String> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (tag, key) = bytes.split_at_checked(TAG)?;
        let key = std::str::from_utf8(key).ok()?;
        self.mac(list, key).verify_truncated_left(tag).ok()?;
        Some(key.to_owned())
    }

    fn tag(&self, list: &str, key: &str) -> Vec<u8> {
        let tag = self.mac(list, key).finalize().into_bytes();
        tag.into_iter().take(TAG).collect()
    }

    fn mac(&self, list: &str, key: &str) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(list.as_bytes());
        mac.update(b"\0");
        mac.update(key.as_bytes());
        mac
    }
}

impl fmt::Debug for Cursors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cursors(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_and_nothing_else() {
        let cursors = Cursors::new(b"key");
        let cursor = cursors.seal("posts", "0192");
        assert_eq!(cursors.open("posts", &cursor).unwrap(), "0192");
        assert!(cursors.open("users", &cursor).is_err());
        assert!(Cursors::new(b"other").open("posts", &cursor).is_err());
        for bad in ["", "AAAA", "not base64!", "0192", &cursor[..cursor.len() - 1]] {
            assert!(cursors.open("posts", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_changed_character_is_noticed() {
        let cursors = Cursors::new(b"key");
        let cursor = cursors.seal("posts", "019a-2");
        for at in 0..cursor.len() {
            let mut changed = cursor.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert!(cursors.open("posts", std::str::from_utf8(&changed).unwrap()).is_err(), "{at}");
        }
    }
}
