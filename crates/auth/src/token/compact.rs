//! Three parts with dots between (RFC 7515, section 7.1).

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

use super::{TokenError, header::Header};
use crate::Key;

/// The longest token that is read, in bytes: whoever sends it has proved nothing yet.
pub(crate) const LONGEST: usize = 8 * 1024;

/// A token taken apart; nothing of it is believed.
pub(crate) struct Compact<'a> {
    pub(crate) header: Header,
    message: &'a str,
    claims: &'a str,
    signature: &'a str,
}

impl<'a> Compact<'a> {
    pub(crate) fn read(token: &'a str) -> Result<Compact<'a>, TokenError> {
        if token.len() > LONGEST {
            return Err(TokenError::Long);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(TokenError::Form)?;
        let (header, claims) =
            message.split_once('.').filter(|(_, claims)| !claims.contains('.')).ok_or(TokenError::Form)?;
        Ok(Compact { header: Header::read(&decoded(header)?)?, message, claims, signature })
    }

    /// The claims, as JSON, when this key has signed them.
    pub(crate) fn verified(&self, key: &Key) -> Result<Vec<u8>, TokenError> {
        if !key.algorithm().is_called(&self.header.alg) {
            return Err(TokenError::Algorithm);
        }
        if !key.verifies(self.message.as_bytes(), self.signature) {
            return Err(TokenError::Signature);
        }
        decoded(self.claims)
    }
}

fn decoded(part: &str) -> Result<Vec<u8>, TokenError> {
    BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::Form)
}
