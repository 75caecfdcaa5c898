//! JWS Compact Serialization (RFC 7515, section 7.1).

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

use super::{TokenError, header::JoseHeader};
use crate::Key;

/// Maximum length of a token, in bytes. It bounds the work done for unauthenticated callers.
pub(crate) const MAX_LEN: usize = 8 * 1024;

/// Parsed token whose signature has not been verified yet.
pub(crate) struct CompactJws<'a> {
    pub(crate) header: JoseHeader,
    signing_input: &'a str,
    payload: &'a str,
    signature: &'a str,
}

impl<'a> CompactJws<'a> {
    pub(crate) fn parse(token: &'a str) -> Result<CompactJws<'a>, TokenError> {
        if token.len() > MAX_LEN {
            return Err(TokenError::TooLong);
        }
        let (signing_input, signature) = token.rsplit_once('.').ok_or(TokenError::Malformed)?;
        let (header, payload) =
            signing_input.split_once('.').filter(|(_, payload)| !payload.contains('.')).ok_or(TokenError::Malformed)?;
        Ok(CompactJws { header: JoseHeader::parse(&decode(header)?)?, signing_input, payload, signature })
    }

    /// Verifies the signature with `key` and returns the claims as JSON.
    pub(crate) fn verify(&self, key: &Key) -> Result<Vec<u8>, TokenError> {
        if !key.algorithm().matches_name(&self.header.alg) {
            return Err(TokenError::InvalidAlgorithm);
        }
        if !key.verify_signature(self.signing_input.as_bytes(), self.signature) {
            return Err(TokenError::InvalidSignature);
        }
        decode(self.payload)
    }
}

fn decode(part: &str) -> Result<Vec<u8>, TokenError> {
    BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::Malformed)
}
