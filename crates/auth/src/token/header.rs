//! What a token says of itself (RFC 7515, section 4).

use serde::{Deserialize, Deserializer, de::IgnoredAny};

use super::{TokenError, unique};

/// The members that are looked at. Those that bring a key along (`jwk`, `jku`, `x5u`, `x5c`) are not among them: a key is known
/// beforehand, or is none (RFC 8725, section 3.10).
#[derive(Deserialize)]
pub(crate) struct Header {
    pub(crate) alg: String,
    #[serde(default, deserialize_with = "said")]
    pub(crate) kid: Option<String>,
    #[serde(default, deserialize_with = "said")]
    pub(crate) typ: Option<String>,
    #[serde(default, deserialize_with = "said")]
    crit: Option<IgnoredAny>,
    #[serde(default, deserialize_with = "said")]
    b64: Option<bool>,
}

impl Header {
    pub(super) fn read(json: &[u8]) -> Result<Header, TokenError> {
        unique::object(json).map_err(|_| TokenError::Header)?;
        let header: Header = serde_json::from_slice(json).map_err(|_| TokenError::Header)?;
        if header.crit.is_some() || header.b64 == Some(false) {
            return Err(TokenError::Critical);
        }
        Ok(header)
    }

    /// Whether it says to be of that type, as a media type that can go without `application/` (RFC 7515, section 4.1.9).
    pub(super) fn is_of(&self, wanted: &str) -> bool {
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
pub(super) fn said<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_type(typ: &str, wanted: &str) -> bool {
        Header::read(format!(r#"{{"alg":"HS256","typ":"{typ}"}}"#).as_bytes()).unwrap().is_of(wanted)
    }

    #[test]
    fn a_type_is_a_media_type() {
        assert!(
            of_type("jwt", "JWT") && of_type("application/at+jwt", "at+jwt") && of_type("at+JWT", "application/at+jwt")
        );
        assert!(!of_type("at+jwt", "JWT") && !of_type("text/jwt", "JWT") && !of_type("application/a/jwt", "a/jwt"));
    }
}
