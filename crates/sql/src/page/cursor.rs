//! Signed cursors.

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use isotype_core::{Invalid, Issue};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::SortValue;

/// Length of the authentication tag in bytes: HMAC-SHA-256, truncated to half (RFC 2104, section 5).
const TAG_LEN: usize = 16;

/// Signs and verifies cursors.
///
/// A cursor is opaque to clients, who cannot forge it. It is valid only for the list and the order it was created for.
///
/// # Example
///
/// ```
/// use isotype_sql::CursorSigner;
///
/// let signer = CursorSigner::new(b"a secret of at least 32 random bytes");
/// let first_page = signer.page(None, 20);
/// ```
#[derive(Clone)]
pub struct CursorSigner(Hmac<Sha256>);

impl CursorSigner {
    /// Creates a signer. Processes with the same key accept each other's cursors.
    pub fn new(key: &[u8]) -> CursorSigner {
        // The label separates cursors from anything else that the application signs with this key.
        let derived = Sha256::new_with_prefix(b"isotype cursor key\0").chain_update(key).finalize();
        let mut block = [0; 64];
        block.iter_mut().zip(derived).for_each(|(to, from)| *to = from);
        CursorSigner(Hmac::new(&block.into()))
    }

    /// Creates a request for a page of at most `limit` items.
    ///
    /// The page starts at `cursor`, or at the start of the list if `cursor` is `None`. [`Keyset::page`](crate::Keyset::page)
    /// verifies the cursor.
    pub fn page<'a>(&'a self, cursor: Option<&'a str>, limit: u32) -> PageRequest<'a> {
        PageRequest { signer: self, cursor, limit }
    }

    fn sign(&self, list: &str, position: &str) -> String {
        let mut bytes = self.tag(list, position);
        bytes.extend_from_slice(position.as_bytes());
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    fn verify(&self, list: &str, cursor: &str) -> Option<String> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (tag, position) = bytes.split_at_checked(TAG_LEN)?;
        let position = std::str::from_utf8(position).ok()?;
        self.mac(list, position).verify_truncated_left(tag).ok()?;
        Some(position.to_owned())
    }

    fn tag(&self, list: &str, position: &str) -> Vec<u8> {
        let tag = self.mac(list, position).finalize().into_bytes();
        tag.into_iter().take(TAG_LEN).collect()
    }

    fn mac(&self, list: &str, position: &str) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(list.as_bytes());
        mac.update(b"\0");
        mac.update(position.as_bytes());
        mac
    }
}

/// Request for one page of a list, created by [`CursorSigner::page`] and passed to [`Keyset::page`](crate::Keyset::page).
#[derive(Clone, Copy, Debug)]
pub struct PageRequest<'a> {
    signer: &'a CursorSigner,
    cursor: Option<&'a str>,
    pub(super) limit: u32,
}

/// Position in a list: the boundary of a page.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Position {
    /// If `true`, the requested page ends before this position; otherwise it starts after it.
    #[serde(rename = "b")]
    pub(super) is_backward: bool,
    /// Values of the row at the boundary, one per sort column.
    #[serde(rename = "k")]
    pub(super) sort_values: Vec<SortValue>,
}

impl PageRequest<'_> {
    /// Verifies the cursor and returns its position. Returns `None` for the first page.
    ///
    /// # Errors
    ///
    /// Returns [`Invalid`] if the cursor was not signed for `list` or does not have `columns` sort values.
    pub(super) fn position(&self, list: &str, columns: usize) -> Result<Option<Position>, Invalid> {
        let Some(cursor) = self.cursor else { return Ok(None) };
        let position = self.signer.verify(list, cursor);
        let position = position.and_then(|position| serde_json::from_str::<Position>(&position).ok());
        let position = position.filter(|position| position.sort_values.len() == columns);
        position.map(Some).ok_or_else(|| {
            let message = "the cursor is not valid for this list; omit it to get the first page";
            Invalid::field("cursor", Issue::new("cursor", message))
        })
    }

    pub(super) fn sign(&self, list: &str, position: &Position) -> String {
        // Serializing integers and strings cannot fail.
        self.signer.sign(list, &serde_json::to_string(position).unwrap_or_default())
    }
}

impl fmt::Debug for CursorSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CursorSigner(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_cursors_of_other_lists_and_keys() {
        let signer = CursorSigner::new(b"key");
        let cursor = signer.sign("posts", "0192");
        assert_eq!(signer.verify("posts", &cursor).as_deref(), Some("0192"));
        assert!(signer.verify("users", &cursor).is_none());
        assert!(CursorSigner::new(b"other").verify("posts", &cursor).is_none());
        for bad in ["", "AAAA", "not base64!", "0192", &cursor[..cursor.len() - 1]] {
            assert!(signer.verify("posts", bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn rejects_cursor_with_any_character_changed() {
        let signer = CursorSigner::new(b"key");
        let cursor = signer.sign("posts", "019a-2");
        for index in 0..cursor.len() {
            let mut changed = cursor.clone().into_bytes();
            changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
            assert!(signer.verify("posts", std::str::from_utf8(&changed).unwrap()).is_none(), "{index}");
        }
    }
}
