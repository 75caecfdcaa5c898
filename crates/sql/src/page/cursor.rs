//! Opaque cursors that cannot be made up.

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use isotype_core::{Invalid, Issue};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Key;

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

    /// One page: of how many items, and where it begins. Without a cursor it is the first.
    pub fn cut<'a>(&'a self, cursor: Option<&'a str>, limit: u32) -> Cut<'a> {
        Cut { cursors: self, cursor, limit }
    }

    fn seal(&self, list: &str, place: &str) -> String {
        let mut bytes = self.tag(list, place);
        bytes.extend_from_slice(place.as_bytes());
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    fn open(&self, list: &str, cursor: &str) -> Option<String> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (tag, place) = bytes.split_at_checked(TAG)?;
        let place = std::str::from_utf8(place).ok()?;
        self.mac(list, place).verify_truncated_left(tag).ok()?;
        Some(place.to_owned())
    }

    fn tag(&self, list: &str, place: &str) -> Vec<u8> {
        let tag = self.mac(list, place).finalize().into_bytes();
        tag.into_iter().take(TAG).collect()
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
pub struct Cut<'a> {
    cursors: &'a Cursors,
    cursor: Option<&'a str>,
    pub(super) limit: u32,
}

/// The end of a page.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Place {
    /// Whether the page stands in front of it.
    #[serde(rename = "b")]
    pub(super) is_back: bool,
    /// What the row at the end has in each sort column.
    #[serde(rename = "k")]
    pub(super) keys: Vec<Key>,
}

impl Cut<'_> {
    /// Where it begins in a list that is ordered by so many columns.
    pub(super) fn open(&self, list: &str, columns: usize) -> Result<Option<Place>, Invalid> {
        let Some(cursor) = self.cursor else { return Ok(None) };
        let place = self.cursors.open(list, cursor).and_then(|place| serde_json::from_str::<Place>(&place).ok());
        let place = place.filter(|place| place.keys.len() == columns);
        place.map(Some).ok_or_else(|| {
            let message = "this cursor does not come from this list; leave it out to begin at the first page";
            Invalid::field("cursor", Issue::new("cursor", message))
        })
    }

    pub(super) fn seal(&self, list: &str, place: &Place) -> String {
        // Numbers and texts: they can be written.
        self.cursors.seal(list, &serde_json::to_string(place).unwrap_or_default())
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
        assert_eq!(cursors.open("posts", &cursor).as_deref(), Some("0192"));
        assert!(cursors.open("users", &cursor).is_none());
        assert!(Cursors::new(b"other").open("posts", &cursor).is_none());
        for bad in ["", "AAAA", "not base64!", "0192", &cursor[..cursor.len() - 1]] {
            assert!(cursors.open("posts", bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn every_changed_character_is_noticed() {
        let cursors = Cursors::new(b"key");
        let cursor = cursors.seal("posts", "019a-2");
        for at in 0..cursor.len() {
            let mut changed = cursor.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert!(cursors.open("posts", std::str::from_utf8(&changed).unwrap()).is_none(), "{at}");
        }
    }
}
