//! Validation of everything in a token except its signature.

use std::time::{Duration, SystemTime};

use serde::de::DeserializeOwned;

use super::{
    TokenError,
    claims::{self, RegisteredClaims},
    header::JoseHeader,
};

/// Default of [`Jwt::leeway`](crate::Jwt::leeway).
const DEFAULT_LEEWAY: Duration = Duration::from_secs(5);

/// Expected values of header parameters and claims.
#[derive(Clone)]
pub(crate) struct Validation {
    pub(crate) issuer: Option<String>,
    pub(crate) audience: Option<String>,
    pub(crate) typ: Option<String>,
    pub(crate) leeway: Duration,
}

impl Default for Validation {
    fn default() -> Validation {
        Validation { issuer: None, audience: None, typ: None, leeway: DEFAULT_LEEWAY }
    }
}

impl Validation {
    /// Checks `typ`. Without an expected type, it must be `JWT` or absent.
    pub(crate) fn check_type(&self, header: &JoseHeader) -> Result<(), TokenError> {
        let is_expected = match &self.typ {
            Some(expected) => header.has_type(expected),
            None => header.typ.is_none() || header.has_type("JWT"),
        };
        if is_expected { Ok(()) } else { Err(TokenError::InvalidType) }
    }

    /// Validates the registered claims at `now`. Returns the application's claims, and the expiry if it is
    /// representable.
    pub(crate) fn parse_claims<C: DeserializeOwned>(
        &self,
        json: &[u8],
        now: SystemTime,
    ) -> Result<(C, Option<SystemTime>), TokenError> {
        let (registered, claims) = claims::parse(json)?;
        self.check_claims(&registered, now)?;
        let expires_at = Duration::try_from_secs_f64(registered.exp).ok().and_then(|exp| exp.checked_add(self.leeway));
        Ok((claims, expires_at.and_then(|since_epoch| SystemTime::UNIX_EPOCH.checked_add(since_epoch))))
    }

    fn check_claims(&self, claims: &RegisteredClaims, now: SystemTime) -> Result<(), TokenError> {
        let now = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs_f64();
        let leeway = self.leeway.as_secs_f64();
        // The token is already invalid at `exp` itself (RFC 7519, section 4.1.4).
        if now >= claims.exp + leeway {
            return Err(TokenError::Expired);
        }
        if claims.nbf.is_some_and(|nbf| now + leeway < nbf) {
            return Err(TokenError::NotYetValid);
        }
        if self.issuer.is_some() && self.issuer != claims.iss {
            return Err(TokenError::InvalidIssuer);
        }
        match (&self.audience, &claims.aud) {
            (Some(expected), Some(audience)) if audience.contains(expected) => Ok(()),
            (None, None) => Ok(()),
            // If no audience is configured, a token with `aud` is intended for someone else (RFC 7519, section 4.1.3).
            _ => Err(TokenError::InvalidAudience),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::de::IgnoredAny;

    use super::*;

    fn parse_at(seconds: f64, claims: &str) -> Result<Option<SystemTime>, TokenError> {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs_f64(seconds);
        Validation::default().parse_claims::<IgnoredAny>(claims.as_bytes(), now).map(|(_, expires_at)| expires_at)
    }

    #[test]
    fn rejects_expired_tokens_after_the_leeway() {
        assert!(parse_at(1004.999, r#"{"exp":1000}"#).is_ok());
        assert_eq!(parse_at(1005.0, r#"{"exp":1000}"#), Err(TokenError::Expired));
        assert!(parse_at(1005.0, r#"{"exp":1000.5}"#).is_ok());
        assert_eq!(parse_at(0.0, r#"{"exp":-6}"#), Err(TokenError::Expired));
    }

    #[test]
    fn rejects_tokens_before_nbf_minus_the_leeway() {
        assert!(parse_at(995.0, r#"{"exp":2000,"nbf":1000}"#).is_ok());
        assert_eq!(parse_at(994.9, r#"{"exp":2000,"nbf":1000}"#), Err(TokenError::NotYetValid));
    }

    #[test]
    fn returns_the_expiry_if_it_is_representable() {
        assert_eq!(parse_at(0.0, r#"{"exp":1000}"#), Ok(Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1005))));
        assert_eq!(parse_at(0.0, r#"{"exp":1e300}"#), Ok(None));
    }

    #[test]
    fn rejects_malformed_registered_claims() {
        for claims in [
            "{}",
            r#"{"exp":null}"#,
            r#"{"exp":"2000"}"#,
            r#"{"exp":2000,"nbf":null}"#,
            r#"{"exp":2000,"iat":"now"}"#,
            r#"{"exp":2000,"exp":3000}"#,
            r#"{"exp":2000,"iss":7}"#,
            r#"{"exp":2000,"aud":[7]}"#,
            "[2000]",
        ] {
            assert_eq!(parse_at(0.0, claims), Err(TokenError::InvalidClaims), "{claims}");
        }
    }
}
