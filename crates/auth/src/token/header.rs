//! JOSE header (RFC 7515, section 4).

use serde::{Deserialize, Deserializer, de::IgnoredAny};

use super::TokenError;
use crate::unique_members;

/// JOSE header parameters that this crate evaluates.
///
/// Parameters that carry a key (`jwk`, `jku`, `x5u`, `x5c`) are ignored, because only configured keys are trusted (RFC
/// 8725, section 3.10).
#[derive(Deserialize)]
pub(crate) struct JoseHeader {
    pub(crate) alg: String,
    #[serde(default, deserialize_with = "deserialize_present")]
    pub(crate) kid: Option<String>,
    #[serde(default, deserialize_with = "deserialize_present")]
    pub(crate) typ: Option<String>,
    #[serde(default, deserialize_with = "deserialize_present")]
    crit: Option<IgnoredAny>,
    #[serde(default, deserialize_with = "deserialize_present")]
    b64: Option<bool>,
}

impl JoseHeader {
    pub(super) fn parse(json: &[u8]) -> Result<JoseHeader, TokenError> {
        unique_members::check_unique_members(json).map_err(|_| TokenError::InvalidHeader)?;
        let header: JoseHeader = serde_json::from_slice(json).map_err(|_| TokenError::InvalidHeader)?;
        if header.crit.is_some() || header.b64 == Some(false) {
            return Err(TokenError::UnsupportedCritical);
        }
        Ok(header)
    }

    /// Returns `true` if `typ` and `expected` are the same media type. The `application/` prefix is optional (RFC 7515,
    /// section 4.1.9).
    pub(super) fn has_type(&self, expected: &str) -> bool {
        let strip_prefix = |name: &str| match name.split_at_checked(12) {
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case("application/") && !rest.contains('/') => {
                rest.to_owned()
            }
            _ => name.to_owned(),
        };
        self.typ.as_deref().is_some_and(|typ| strip_prefix(typ).eq_ignore_ascii_case(&strip_prefix(expected)))
    }
}

/// Deserializes an optional member that is present. Unlike serde's default, it rejects `null`.
pub(super) fn deserialize_present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_type(typ: &str, expected: &str) -> bool {
        JoseHeader::parse(format!(r#"{{"alg":"HS256","typ":"{typ}"}}"#).as_bytes()).unwrap().has_type(expected)
    }

    #[test]
    fn compares_typ_as_a_media_type() {
        assert!(
            has_type("jwt", "JWT")
                && has_type("application/at+jwt", "at+jwt")
                && has_type("at+JWT", "application/at+jwt")
        );
        assert!(!has_type("at+jwt", "JWT") && !has_type("text/jwt", "JWT") && !has_type("application/a/jwt", "a/jwt"));
    }
}
