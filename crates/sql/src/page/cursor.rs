//! Opaque cursors that cannot be made up.

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use isotype_core::{Invalid, Issue};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::SortValue;

/// 128 of the 256 bits (RFC 2104, section 5, allows half).
const TAG_LEN: usize = 16;

/// Seals the place at which a page ended, and opens it again.
#[derive(Clone)]
pub struct CursorSigner(Hmac<Sha256>);

impl CursorSigner {
    /// Cursors under a key that the application keeps. Servers that share the key understand each other's.
    pub fn new(key: &[u8]) -> CursorSigner {
        // A name of our own keeps cursors apart from what else the key signs.
        let derived = Sha256::new_with_prefix(b"isotype cursor key\0").chain_update(key).finalize();
        let mut block = [0; 64];
        block.iter_mut().zip(derived).for_each(|(to, from)| *to = from);
        CursorSigner(Hmac::new(&block.into()))
    }

    /// One page: of how many items, and where it begins. Without a cursor it is the first.
    pub fn page<'a>(&'a self, cursor: Option<&'a str>, limit: u32) -> PageRequest<'a> {
        PageRequest { signer: self, cursor, limit }
    }

    fn sign(&self, list: &str, place: &str) -> String {
        let mut bytes = self.tag(list, place);
        bytes.extend_from_slice(place.as_bytes());
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    fn verify(&self, list: &str, cursor: &str) -> Option<String> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (tag, place) = bytes.split_at_checked(TAG_LEN)?;
        let place = std::str::from_utf8(place).ok()?;
        self.mac(list, place).verify_truncated_left(tag).ok()?;
        Some(place.to_owned())
    }

    fn tag(&self, list: &str, place: &str) -> Vec<u8> {
        let tag = self.mac(list, place).finalize().into_bytes();
        tag.into_iter().take(TAG_LEN).collect()
    }

    fn mac(&self, list: &str, place: &str) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(list.as_bytes());
        mac.update(b"\0");
        mac.update(place.as_bytes());
        mac
    }
}

/// Which page of a list.
#[derive(Clone, Copy, Debug)]
pub struct PageRequest<'a> {
    signer: &'a CursorSigner,
    cursor: Option<&'a str>,
    pub(super) limit: u32,
}

/// The end of a page.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Position {
    /// Whether the page stands in front of it.
    #[serde(rename = "b")]
    pub(super) is_backward: bool,
    /// What the row at the end has in each sort column.
    #[serde(rename = "k")]
    pub(super) sort_values: Vec<SortValue>,
}

impl PageRequest<'_> {
    /// Where it begins in a list that is ordered by so many columns.
    pub(super) fn position(&self, list: &str, columns: usize) -> Result<Option<Position>, Invalid> {
        let Some(cursor) = self.cursor else { return Ok(None) };
        let place = self.signer.verify(list, cursor).and_then(|place| serde_json::from_str::<Position>(&place).ok());
        let place = place.filter(|place| place.sort_values.len() == columns);
        place.map(Some).ok_or_else(|| {
            let message = "this cursor does not come from this list; leave it out to begin at the first page";
            Invalid::field("cursor", Issue::new("cursor", message))
        })
    }

    pub(super) fn sign(&self, list: &str, place: &Position) -> String {
        // Numbers and texts: they can be written.
        self.signer.sign(list, &serde_json::to_string(place).unwrap_or_default())
    }
}

impl fmt::Debug for CursorSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cursors(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_and_nothing_else() {
        let cursors = CursorSigner::new(b"key");
        let cursor = cursors.sign("posts", "0192");
        assert_eq!(cursors.verify("posts", &cursor).as_deref(), Some("0192"));
        assert!(cursors.verify("users", &cursor).is_none());
        assert!(CursorSigner::new(b"other").verify("posts", &cursor).is_none());
        for bad in ["", "AAAA", "not base64!", "0192", &cursor[..cursor.len() - 1]] {
            assert!(cursors.verify("posts", bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn every_changed_character_is_noticed() {
        let cursors = CursorSigner::new(b"key");
        let cursor = cursors.sign("posts", "019a-2");
        for at in 0..cursor.len() {
            let mut changed = cursor.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert!(cursors.verify("posts", std::str::from_utf8(&changed).unwrap()).is_none(), "{at}");
        }
    }
}
