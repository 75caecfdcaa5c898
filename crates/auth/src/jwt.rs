//! Signer and verifier of JSON Web Tokens.

use std::{
    fmt,
    marker::PhantomData,
    time::{Duration, SystemTime},
};

use isotype_core::{Ctx, Unauthorized};
use jsonwebtoken::{Header, encode};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::value::to_raw_value;

use crate::{
    Key, Keys, Secret, TokenError,
    keys::KeySet,
    token::{CompactJws, IssuedClaims, MAX_LEN, Validation},
    unique_members,
};

/// Signer and verifier of JSON Web Tokens with the claims `C`.
///
/// With [`Keys`], it signs and verifies this application's own tokens. With [`JwksClient`](crate::JwksClient), it
/// verifies tokens from another issuer.
///
/// It follows RFC 8725:
///
/// - The key determines the algorithm; the token's header only has to match it.
/// - If a token has a `kid`, only the key with that id can verify it.
/// - Issuer, audience and type are checked against the values configured here.
/// - Every token must have an expiry.
///
/// # Example
///
/// ```
/// use std::time::Duration;
///
/// use isotype_auth::{Jwt, Secret};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize)]
/// struct Claims { sub: String }
///
/// let jwt = Jwt::<Claims>::hs256(&Secret::random()?);
/// let token = jwt.sign(&Claims { sub: "ann".into() }, Duration::from_secs(900))?;
/// assert_eq!(jwt.verify(&token)?.sub, "ann");
/// assert!(jwt.verify("forged").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Jwt<C, K = Keys> {
    pub(crate) keys: K,
    pub(crate) validation: Validation,
    pub(crate) claims: PhantomData<fn() -> C>,
}

/// Error returned by [`Jwt::sign`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The claims do not serialize to a JSON object, or contain a claim that `sign` sets itself.
    #[error("invalid claims: expected a JSON object without `iat`, `exp` and other claims set by `Jwt::sign`")]
    Claims(#[source] serde_json::Error),
    /// The first key is a public key, or signing with it failed.
    #[error("cannot sign with the first key: expected a private key or a secret")]
    Key(#[source] Option<jsonwebtoken::errors::Error>),
}

impl<C> Jwt<C> {
    /// Maximum length of a token accepted for verification, in bytes.
    pub const MAX_LEN: usize = MAX_LEN;

    /// Creates an HS256 signer and verifier from a secret. Every server that can verify tokens can also sign them.
    pub fn hs256(secret: &Secret) -> Jwt<C> {
        Jwt::new(Key::hs256(secret))
    }

    /// Creates a signer and verifier with `keys`. The first key signs; all of them verify.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_auth::{Algorithm, Jwt, Key, Keys};
    ///
    /// let keys = Keys::from(Key::from_pem(Algorithm::EdDsa, include_str!("../tests/keys/ed.private.pem"))?);
    /// let jwt = Jwt::<()>::new(keys.clone()).issuer("https://id.example").audience("https://api.example");
    /// // To rotate without a restart: keys.replace([new, old])?
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(keys: impl Into<Keys>) -> Jwt<C> {
        Jwt { keys: keys.into(), validation: Validation::default(), claims: PhantomData }
    }

    /// Sets the issuer. Tokens are signed with it as `iss`, and tokens from another issuer are rejected.
    #[must_use]
    pub fn issuer(mut self, name: impl Into<String>) -> Self {
        self.validation.issuer = Some(name.into());
        self
    }

    /// Sets the audience. Tokens are signed with it as `aud`, and tokens for another audience are rejected.
    ///
    /// Without an audience, every token that has an `aud` claim is rejected.
    #[must_use]
    pub fn audience(mut self, name: impl Into<String>) -> Self {
        self.validation.audience = Some(name.into());
        self
    }
}

impl<C, K> Jwt<C, K> {
    /// Sets the clock skew tolerated for `exp` and `nbf`. Default: 5 seconds.
    #[must_use]
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.validation.leeway = leeway;
        self
    }

    /// Sets the expected `typ` header, such as `at+jwt` (RFC 9068), to reject other kinds of tokens.
    ///
    /// By default, `typ` must be `JWT` or absent.
    #[must_use]
    pub fn typ(mut self, typ: impl Into<String>) -> Self {
        self.validation.typ = Some(typ.into());
        self
    }
}

impl<C: Serialize> Jwt<C> {
    /// Signs a token that expires after `lifetime`.
    ///
    /// # Errors
    ///
    /// Returns [`SignError::Claims`] if the claims are not a JSON object or contain a claim that `sign` sets itself:
    /// `iat`, `exp`, and `iss` or `aud` if configured. Returns [`SignError::Key`] if the first key is a public key.
    pub fn sign(&self, claims: &C, lifetime: Duration) -> Result<String, SignError> {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let (iat, exp) = (now.as_secs(), now.saturating_add(lifetime).as_secs());
        let (iss, aud) = (self.validation.issuer.as_deref(), self.validation.audience.as_deref());
        let claims = to_raw_value(&IssuedClaims { iat, exp, iss, aud, claims }).map_err(SignError::Claims)?;
        unique_members::check_unique_members(claims.get().as_bytes()).map_err(SignError::Claims)?;
        let keys = self.keys.current();
        let key = keys.signing_key();
        let mut header = Header::new(key.algorithm().inner());
        header.kid = Some(key.id().to_owned());
        header.typ = Some(self.validation.typ.as_deref().unwrap_or("JWT").to_owned());
        let encoding_key = key.encoding_key().ok_or(SignError::Key(None))?;
        encode(&header, &claims, encoding_key).map_err(|error| SignError::Key(Some(error)))
    }
}

impl<C: DeserializeOwned> Jwt<C> {
    /// Verifies a token and returns its claims.
    ///
    /// # Errors
    ///
    /// Returns [`TokenError`] if the token is malformed, has an invalid signature, issuer, audience or type, or has
    /// expired. The `?` operator converts it to [`Unauthorized`], which reveals to the client only whether the token
    /// has expired.
    pub fn verify(&self, token: &str) -> Result<C, TokenError> {
        self.verify_with(&CompactJws::parse(token)?, &self.keys.current()).map(|(claims, _)| claims)
    }

    /// Verifies the call's bearer token and returns its claims.
    ///
    /// Streams and sockets that outlive the token end when it expires.
    ///
    /// # Errors
    ///
    /// Returns [`Unauthorized`] if there is no bearer token or [`verify`](Jwt::verify) rejects it. The reason is logged
    /// at DEBUG level.
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
    ///
    ///     async fn from_call(ctx: &Ctx<Jwt<User>>) -> Result<User, Unauthorized> {
    ///         ctx.state().authenticate(ctx)
    ///     }
    /// }
    /// ```
    pub fn authenticate<S, A>(&self, ctx: &Ctx<S, A>) -> Result<C, Unauthorized> {
        let token = ctx.bearer()?;
        apply_verification(
            ctx,
            CompactJws::parse(token).and_then(|token| self.verify_with(&token, &self.keys.current())),
        )
    }
}

impl<C: DeserializeOwned, K> Jwt<C, K> {
    /// Returns the claims and the expiry, which is `None` if [`SystemTime`] cannot represent it.
    pub(crate) fn verify_with(
        &self,
        token: &CompactJws<'_>,
        keys: &KeySet,
    ) -> Result<(C, Option<SystemTime>), TokenError> {
        self.validation.check_type(&token.header)?;
        let key = keys.find(token.header.kid.as_deref()).ok_or(TokenError::UnknownKey)?;
        self.validation.parse_claims(&token.verify(key)?, SystemTime::now())
    }
}

/// Sets the call's expiry from a verified token, or logs why the token was rejected.
pub(crate) fn apply_verification<C, S, A>(
    ctx: &Ctx<S, A>,
    verified: Result<(C, Option<SystemTime>), TokenError>,
) -> Result<C, Unauthorized> {
    let (claims, expires_at) = verified.inspect_err(|reason| {
        tracing::debug!(request_id = ctx.request_id(), procedure = ctx.procedure_name(), %reason, "access token rejected");
    })?;
    if let Some(expires_at) = expires_at {
        ctx.set_expiry(expires_at);
    }
    Ok(claims)
}

impl<C, K: fmt::Debug> fmt::Debug for Jwt<C, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Jwt({:?})", self.keys)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::Algorithm;

    fn secret() -> Secret {
        Secret::new("0123456789abcdef0123456789abcdef").unwrap()
    }

    fn ed25519_key() -> Key {
        Key::from_pem(Algorithm::EdDsa, include_str!("../tests/keys/ed.private.pem")).unwrap()
    }

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn adds_registered_claims_to_signed_tokens() {
        let jwt = Jwt::<Value>::new(ed25519_key()).issuer("us").audience("them").typ("at+jwt");
        let claims = jwt.verify(&jwt.sign(&json!({"sub": "ann"}), MINUTE).unwrap()).unwrap();
        assert_eq!((&claims["sub"], &claims["iss"], &claims["aud"]), (&json!("ann"), &json!("us"), &json!("them")));
    }

    #[test]
    fn verifies_old_tokens_until_their_key_is_removed() {
        let keys = Keys::from(Key::hs256(&secret()));
        let jwt = Jwt::<Value>::new(keys.clone());
        let sign = || jwt.sign(&json!({}), MINUTE).unwrap();
        let old = sign();
        keys.replace([ed25519_key(), Key::hs256(&secret())]).unwrap();
        let new = sign();
        assert!(jwt.verify(&old).is_ok() && jwt.verify(&new).is_ok());
        keys.replace([ed25519_key()]).unwrap();
        assert_eq!((jwt.verify(&old), jwt.verify(&new).is_ok()), (Err(TokenError::UnknownKey), true));
        assert!(keys.replace([]).is_err() && jwt.verify(&new).is_ok());
    }

    #[test]
    fn rejects_claims_that_sign_sets_and_public_keys() {
        let jwt = Jwt::<Value>::hs256(&secret());
        assert!(matches!(jwt.sign(&json!({"exp": 1}), MINUTE), Err(SignError::Claims(_))));
        assert!(matches!(jwt.sign(&json!(7), MINUTE), Err(SignError::Claims(_))));
        let public = Key::from_pem(Algorithm::EdDsa, include_str!("../tests/keys/ed.public.pem")).unwrap();
        assert!(matches!(Jwt::<Value>::new(public).sign(&json!({}), MINUTE), Err(SignError::Key(None))));
    }

    #[test]
    fn debug_hides_the_key() {
        let key = Key::hs256(&secret());
        assert_eq!(format!("{:?}", Jwt::<Value>::new(key.clone())), format!("Jwt([Key(HS256, {:?}, …)])", key.id()));
    }
}
