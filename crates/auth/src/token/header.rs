//! What a token says of itself (RFC 7515, section 4).

use serde::{Deserialize, Deserializer, de::IgnoredAny};

use super::{TokenError, unique_members};

/// The members that are looked at. Those that bring a key along (`jwk`, `jku`, `x5u`, `x5c`) are not among them: a key is known
/// beforehand, or is none (RFC 8725, section 3.10).
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

    /// Whether it says to be of that type, as a media type that can go without `application/` (RFC 7515, section 4.1.9).
    pub(super) fn has_type(&self, wanted: &str) -> bool {
        let bare = |name: &str| match name.split_at_checked(12) {
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case("application/") && !rest.contains('/') => {
                rest.to_owned()
            }
            _ => name.to_owned(),
        };
        self.typ.as_deref().is_some_and(|typ| bare(typ).eq_ignore_ascii_case(&bare(wanted)))
    }
}

/// A member that is there: `null` is not the same as nothing.
pub(super) fn deserialize_present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_type(typ: &str, wanted: &str) -> bool {
        JoseHeader::parse(format!(r#"{{"alg":"HS256","typ":"{typ}"}}"#).as_bytes()).unwrap().has_type(wanted)
    }

    #[test]
    fn a_type_is_a_media_type() {
        assert!(
            of_type("jwt", "JWT") && of_type("application/at+jwt", "at+jwt") && of_type("at+JWT", "application/at+jwt")
        );
        assert!(!of_type("at+jwt", "JWT") && !of_type("text/jwt", "JWT") && !of_type("application/a/jwt", "a/jwt"));
    }
}
