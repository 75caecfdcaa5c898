//! Access tokens: JSON Web Tokens with an expiry.

use std::{
    fmt,
    marker::PhantomData,
    time::{Duration, SystemTime},
};

use isotype_core::{Ctx, Unauthorized};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode, errors::ErrorKind, get_current_timestamp,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::Secret;

/// Signs and verifies tokens that carry `C`.
///
/// The algorithm (HS256) comes from the key and never from the token. Each token has an `exp`, judged with 5 seconds of leeway
/// for clocks that differ.
///
/// # Example
///
/// ```
/// use std::time::Duration;
/// use isotype_auth::{Jwt, Secret};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize)]
/// struct Claims { sub: String }
///
/// let jwt = Jwt::<Claims>::hs256(&Secret::random()?);
/// let token = jwt.sign(&Claims { sub: "ann".into() }, Duration::from_secs(900))?;
/// assert_eq!(jwt.verify(&token)?.sub, "ann");
/// assert!(jwt.verify("made up").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Jwt<C> {
    sign: EncodingKey,
    verify: DecodingKey,
    validation: Validation,
    claims: PhantomData<fn() -> C>,
}

/// The claims could not be written as JSON.
#[derive(Debug, thiserror::Error)]
#[error("the token could not be signed")]
pub struct SignError(#[source] jsonwebtoken::errors::Error);

#[derive(Serialize, Deserialize)]
struct Dated<C> {
    iat: u64,
    exp: u64,
    #[serde(flatten)]
    claims: C,
}

impl<C> Jwt<C> {
    /// How far the clocks of signer and verifier may differ.
    pub const LEEWAY: Duration = Duration::from_secs(5);

    /// Tokens by HMAC with SHA-256: who can verify can sign.
    pub fn hs256(secret: &Secret) -> Jwt<C> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.leeway = Jwt::<C>::LEEWAY.as_secs();
        validation.set_required_spec_claims(&["exp"]);
        Jwt {
            sign: EncodingKey::from_secret(secret.bytes()),
            verify: DecodingKey::from_secret(secret.bytes()),
            validation,
            claims: PhantomData,
        }
    }
}

impl<C: Serialize> Jwt<C> {
    /// A token that is good for `lifetime` from now.
    ///
    /// # Errors
    ///
    /// When the claims do not serialise to a JSON object.
    pub fn sign(&self, claims: &C, lifetime: Duration) -> Result<String, SignError> {
        let iat = get_current_timestamp();
        let exp = iat.saturating_add(lifetime.as_secs());
        encode(&Header::new(Algorithm::HS256), &Dated { iat, exp, claims }, &self.sign).map_err(SignError)
    }
}

impl<C: DeserializeOwned> Jwt<C> {
    /// The claims of a token that was signed here and has not expired.
    ///
    /// # Errors
    ///
    /// [`Unauthorized`] otherwise; it says whether the token has expired, and nothing else of why.
    pub fn verify(&self, token: &str) -> Result<C, Unauthorized> {
        self.dated(token).map(|token| token.claims)
    }

    /// The claims of the call's access token; a connection that outlives the token is closed when it expires.
    ///
    /// # Errors
    ///
    /// As [`verify`](Jwt::verify), and when no token was sent.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_auth::Jwt;
    /// use isotype_core::{Ctx, FromCall, Unauthorized};
    /// # use serde::{Deserialize, Serialize};
    ///
    /// #[derive(Serialize, Deserialize)]
    /// struct User { sub: String }
    ///
    /// impl FromCall<Jwt<User>> for User {
    ///     type Error = Unauthorized;
    ///     async fn from_call(ctx: &Ctx<Jwt<User>>) -> Result<User, Unauthorized> {
    ///         ctx.state().prove(ctx) // refuses a call without a token, and one whose token has expired
    ///     }
    /// }
    /// ```
    pub fn prove<S, A>(&self, ctx: &Ctx<S, A>) -> Result<C, Unauthorized> {
        let token = self.dated(ctx.bearer()?)?;
        let lifetime = Duration::from_secs(token.exp).saturating_add(Jwt::<C>::LEEWAY);
        if let Some(end) = SystemTime::UNIX_EPOCH.checked_add(lifetime) {
            ctx.valid_until(end);
        }
        Ok(token.claims)
    }

    fn dated(&self, token: &str) -> Result<Dated<C>, Unauthorized> {
        match decode::<Dated<C>>(token, &self.verify, &self.validation) {
            Ok(token) => Ok(token.claims),
            Err(error) if *error.kind() == ErrorKind::ExpiredSignature => {
                Err(Unauthorized::new("the access token has expired"))
            }
            Err(_) => Err(Unauthorized::new("the access token is not valid")),
        }
    }
}

impl<C> fmt::Debug for Jwt<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Jwt(HS256, …)")
    }
}

#[cfg(test)]
mod tests {
    use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
    use serde_json::{Value, json};

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Claims {
        sub: String,
    }

    fn secret() -> Secret {
        Secret::new("0123456789abcdef0123456789abcdef").unwrap()
    }

    fn signed(algorithm: Algorithm, claims: &Value) -> String {
        encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(secret().bytes())).unwrap()
    }

    fn refused(token: &str) -> String {
        Jwt::<Claims>::hs256(&secret()).verify(token).unwrap_err().to_string()
    }

    #[test]
    fn what_was_signed_is_read_back() {
        let jwt = Jwt::hs256(&secret());
        let token = jwt.sign(&Claims { sub: "ann".into() }, Duration::from_secs(60)).unwrap();
        assert_eq!(jwt.verify(&token).unwrap(), Claims { sub: "ann".into() });
    }

    #[test]
    fn expired_is_told_and_the_leeway_is_small() {
        let now = get_current_timestamp();
        let at = |exp: u64| signed(Algorithm::HS256, &json!({"sub": "ann", "iat": 0, "exp": exp}));
        assert_eq!(refused(&at(now - 7)), "the access token has expired");
        assert!(Jwt::<Claims>::hs256(&secret()).verify(&at(now - 2)).is_ok());
    }

    #[test]
    fn a_token_without_expiry_is_refused() {
        assert_eq!(
            refused(&signed(Algorithm::HS256, &json!({"sub": "ann", "iat": 0}))),
            "the access token is not valid"
        );
    }

    #[test]
    fn another_algorithm_is_refused_even_with_the_right_key() {
        let claims = json!({"sub": "ann", "iat": 0, "exp": u64::from(u32::MAX)});
        for algorithm in [Algorithm::HS384, Algorithm::HS512] {
            assert_eq!(refused(&signed(algorithm, &claims)), "the access token is not valid");
        }
    }

    #[test]
    fn alg_none_is_refused() {
        let part = |json: Value| BASE64_URL_SAFE_NO_PAD.encode(json.to_string());
        let claims = part(json!({"sub": "ann", "iat": 0, "exp": u64::from(u32::MAX)}));
        for header in [json!({"alg": "none", "typ": "JWT"}), json!({"alg": "None"}), json!({})] {
            let header = part(header);
            assert_eq!(refused(&format!("{header}.{claims}.")), "the access token is not valid");
            assert_eq!(refused(&format!("{header}.{claims}")), "the access token is not valid");
        }
    }

    #[test]
    fn another_key_and_a_changed_token_are_refused() {
        let other = Jwt::hs256(&Secret::random().unwrap());
        let token = other.sign(&Claims { sub: "ann".into() }, Duration::from_secs(60)).unwrap();
        assert_eq!(refused(&token), "the access token is not valid");
        let mine = signed(Algorithm::HS256, &json!({"sub": "ann", "iat": 0, "exp": u64::from(u32::MAX)}));
        let forged = BASE64_URL_SAFE_NO_PAD.encode(r#"{"sub":"admin","iat":0,"exp":4294967295}"#);
        let parts: Vec<&str> = mine.split('.').collect();
        assert_eq!(refused(&format!("{}.{forged}.{}", parts[0], parts[2])), "the access token is not valid");
        for garbage in ["", ".", "..", "a.b.c", "\u{0}"] {
            assert_eq!(refused(garbage), "the access token is not valid");
        }
    }

    #[test]
    fn debug_does_not_print_the_key() {
        assert_eq!(format!("{:?}", Jwt::<Claims>::hs256(&secret())), "Jwt(HS256, …)");
    }
}
