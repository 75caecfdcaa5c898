//! Registered claims (RFC 7519, section 4.1).

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{TokenError, header::deserialize_present};
use crate::unique_members;

/// Registered claims of a received token. Dates are seconds since the Unix epoch and may have fractions (NumericDate,
/// RFC 7519, section 2).
#[derive(Deserialize)]
pub(super) struct RegisteredClaims {
    pub(super) exp: f64,
    #[serde(default, deserialize_with = "deserialize_present")]
    pub(super) nbf: Option<f64>,
    #[serde(default, rename = "iat", deserialize_with = "deserialize_present")]
    _iat: Option<f64>,
    #[serde(default, deserialize_with = "deserialize_present")]
    pub(super) iss: Option<String>,
    #[serde(default, deserialize_with = "deserialize_present")]
    pub(super) aud: Option<Audience>,
}

/// The `aud` claim: a string or an array of strings.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Audience {
    pub(super) fn contains(&self, name: &str) -> bool {
        match self {
            Audience::One(one) => one == name,
            Audience::Many(names) => names.iter().any(|one| one == name),
        }
    }
}

/// Parses the registered claims and the application's claims from the same object.
pub(super) fn parse<C: DeserializeOwned>(json: &[u8]) -> Result<(RegisteredClaims, C), TokenError> {
    unique_members::check_unique_members(json).map_err(|_| TokenError::InvalidClaims)?;
    let registered = serde_json::from_slice(json).map_err(|_| TokenError::InvalidClaims)?;
    let claims = serde_json::from_slice(json).map_err(|_| TokenError::InvalidClaims)?;
    Ok((registered, claims))
}

/// Claims of a token to sign: the application's own and the registered ones.
#[derive(Serialize)]
pub(crate) struct IssuedClaims<'a, C> {
    pub(crate) iat: u64,
    pub(crate) exp: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) iss: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) aud: Option<&'a str>,
    #[serde(flatten)]
    pub(crate) claims: &'a C,
}
