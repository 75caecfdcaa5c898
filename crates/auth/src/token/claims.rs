//! What a token claims of its own validity (RFC 7519, section 4.1).

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{TokenError, header::deserialize_present, unique_members};

/// The registered claims. Dates are seconds since 1970, and may have fractions (section 2, NumericDate).
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

/// For whom a token is meant.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    pub(super) fn contains(&self, name: &str) -> bool {
        match self {
            Audience::One(one) => one == name,
            Audience::Several(all) => all.iter().any(|one| one == name),
        }
    }
}

/// The registered claims and the application's own, out of the same object.
pub(super) fn parse<C: DeserializeOwned>(json: &[u8]) -> Result<(RegisteredClaims, C), TokenError> {
    unique_members::check_unique_members(json).map_err(|_| TokenError::InvalidClaims)?;
    let registered = serde_json::from_slice(json).map_err(|_| TokenError::InvalidClaims)?;
    let own = serde_json::from_slice(json).map_err(|_| TokenError::InvalidClaims)?;
    Ok((registered, own))
}

/// Claims to be signed, with what the token says of itself.
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
