//! What is asked of a token beside its signature.

use std::time::{Duration, SystemTime};

use serde::de::DeserializeOwned;

use super::{
    TokenError,
    claims::{self, Registered},
    header::Header,
};

/// How far the clocks of signer and verifier may differ, where nothing else is said.
const SKEW: Duration = Duration::from_secs(5);

#[derive(Clone)]
pub(crate) struct Rules {
    pub(crate) issuer: Option<String>,
    pub(crate) audience: Option<String>,
    pub(crate) typ: Option<String>,
    pub(crate) skew: Duration,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules { issuer: None, audience: None, typ: None, skew: SKEW }
    }
}

impl Rules {
    /// Whether the header is of the wanted type: `JWT` or nothing, where none is named.
    pub(crate) fn check_type(&self, header: &Header) -> Result<(), TokenError> {
        let is_wanted = match &self.typ {
            Some(wanted) => header.is_of(wanted),
            None => header.typ.is_none() || header.is_of("JWT"),
        };
        if is_wanted { Ok(()) } else { Err(TokenError::Type) }
    }

    /// The application's claims, and until when they hold, as of `now`.
    pub(crate) fn read<C: DeserializeOwned>(
        &self,
        json: &[u8],
        now: SystemTime,
    ) -> Result<(C, Option<SystemTime>), TokenError> {
        let (registered, own) = claims::read(json)?;
        self.check(&registered, now)?;
        let end = Duration::try_from_secs_f64(registered.exp).ok().and_then(|exp| exp.checked_add(self.skew));
        Ok((own, end.and_then(|end| SystemTime::UNIX_EPOCH.checked_add(end))))
    }

    fn check(&self, token: &Registered, now: SystemTime) -> Result<(), TokenError> {
        let now = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs_f64();
        let skew = self.skew.as_secs_f64();
        // On that very moment it is over (RFC 7519, section 4.1.4).
        if now >= token.exp + skew {
            return Err(TokenError::Expired);
        }
        if token.nbf.is_some_and(|start| now + skew < start) {
            return Err(TokenError::Early);
        }
        if self.issuer.is_some() && self.issuer != token.iss {
            return Err(TokenError::Issuer);
        }
        match (&self.audience, &token.aud) {
            (Some(me), Some(audience)) if audience.has(me) => Ok(()),
            (None, None) => Ok(()),
            // One for others, or for whom it may be: who has no name cannot be meant (section 4.1.3).
            _ => Err(TokenError::Audience),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::de::IgnoredAny;

    use super::*;

    fn at(seconds: f64, claims: &str) -> Result<Option<SystemTime>, TokenError> {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs_f64(seconds);
        Rules::default().read::<IgnoredAny>(claims.as_bytes(), now).map(|(_, end)| end)
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
        assert_eq!(at(994.9, r#"{"exp":2000,"nbf":1000}"#), Err(TokenError::Early));
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
            assert_eq!(at(0.0, claims), Err(TokenError::Claims), "{claims}");
        }
    }
}
