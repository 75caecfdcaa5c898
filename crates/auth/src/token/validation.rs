//! What is asked of a token beside its signature.

use std::time::{Duration, SystemTime};

use serde::de::DeserializeOwned;

use super::{
    TokenError,
    claims::{self, RegisteredClaims},
    header::JoseHeader,
};

/// How far the clocks of signer and verifier may differ, where nothing else is said.
const DEFAULT_LEEWAY: Duration = Duration::from_secs(5);

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
    /// Whether the header is of the wanted type: `JWT` or nothing, where none is named.
    pub(crate) fn check_type(&self, header: &JoseHeader) -> Result<(), TokenError> {
        let is_wanted = match &self.typ {
            Some(wanted) => header.has_type(wanted),
            None => header.typ.is_none() || header.has_type("JWT"),
        };
        if is_wanted { Ok(()) } else { Err(TokenError::InvalidType) }
    }

    /// The application's claims, and until when they hold, as of `now`.
    pub(crate) fn parse_claims<C: DeserializeOwned>(
        &self,
        json: &[u8],
        now: SystemTime,
    ) -> Result<(C, Option<SystemTime>), TokenError> {
        let (registered, own) = claims::parse(json)?;
        self.check_claims(&registered, now)?;
        let end = Duration::try_from_secs_f64(registered.exp).ok().and_then(|exp| exp.checked_add(self.leeway));
        Ok((own, end.and_then(|end| SystemTime::UNIX_EPOCH.checked_add(end))))
    }

    fn check_claims(&self, token: &RegisteredClaims, now: SystemTime) -> Result<(), TokenError> {
        let now = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs_f64();
        let skew = self.leeway.as_secs_f64();
        // On that very moment it is over (RFC 7519, section 4.1.4).
        if now >= token.exp + skew {
            return Err(TokenError::Expired);
        }
        if token.nbf.is_some_and(|start| now + skew < start) {
            return Err(TokenError::NotYetValid);
        }
        if self.issuer.is_some() && self.issuer != token.iss {
            return Err(TokenError::InvalidIssuer);
        }
        match (&self.audience, &token.aud) {
            (Some(me), Some(audience)) if audience.contains(me) => Ok(()),
            (None, None) => Ok(()),
            // One for others, or for whom it may be: who has no name cannot be meant (section 4.1.3).
            _ => Err(TokenError::InvalidAudience),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::de::IgnoredAny;

    use super::*;

    fn at(seconds: f64, claims: &str) -> Result<Option<SystemTime>, TokenError> {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs_f64(seconds);
        Validation::default().parse_claims::<IgnoredAny>(claims.as_bytes(), now).map(|(_, end)| end)
    }

    #[test]
    fn expiry_is_to_the_moment_and_the_skew_comes_on_top() {
        assert!(at(1004.999, r#"{"exp":1000}"#).is_ok());
        assert_eq!(at(1005.0, r#"{"exp":1000}"#), Err(TokenError::Expired));
        assert!(at(1005.0, r#"{"exp":1000.5}"#).is_ok());
        assert_eq!(at(0.0, r#"{"exp":-6}"#), Err(TokenError::Expired));
    }

    #[test]
    fn a_token_from_the_future_waits() {
        assert!(at(995.0, r#"{"exp":2000,"nbf":1000}"#).is_ok());
        assert_eq!(at(994.9, r#"{"exp":2000,"nbf":1000}"#), Err(TokenError::NotYetValid));
    }

    #[test]
    fn what_is_proved_ends_with_the_token_or_beyond_all_time() {
        assert_eq!(at(0.0, r#"{"exp":1000}"#), Ok(Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1005))));
        assert_eq!(at(0.0, r#"{"exp":1e300}"#), Ok(None));
    }

    #[test]
    fn dates_are_numbers_and_one_has_to_be_there() {
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
            assert_eq!(at(0.0, claims), Err(TokenError::InvalidClaims), "{claims}");
        }
    }
}
