//! Access tokens: JSON Web Tokens with an expiry.

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
    token::{CompactJws, IssuedClaims, MAX_LEN, Validation, unique_members},
};

/// Signs and verifies tokens that carry `C`, by keys of one's own or, with [`RemoteKeys`](crate::RemoteKeys), verifies those of another
/// issuer.
///
/// It keeps to RFC 8725: the algorithm comes from the key and never from the token; a token that names an issuer's key by its id is
/// judged by that key alone; issuer, audience and type are held to what is said here; and no token lives for ever.
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
pub struct Jwt<C, K = Keys> {
    pub(crate) keys: K,
    pub(crate) validation: Validation,
    pub(crate) claims: PhantomData<fn() -> C>,
}

/// Why a token was not signed.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The claims could not be written as a JSON object.
    #[error("the token could not be signed")]
    Claims(#[source] serde_json::Error),
    /// The first of the keys is a public one, or its algorithm fails.
    #[error("the first key cannot sign")]
    Key(#[source] Option<jsonwebtoken::errors::Error>),
}

impl<C> Jwt<C> {
    /// The longest token that is read, in bytes.
    pub const MAX_LEN: usize = MAX_LEN;

    /// Tokens by one secret: who can verify can sign.
    pub fn hs256(secret: &Secret) -> Jwt<C> {
        Jwt::new(Key::hs256(secret))
    }

    /// Tokens by keys of one's own: the first signs, all verify.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_auth::{Algorithm, Jwt, Key, Keys};
    ///
    /// let keys = Keys::from(Key::from_pem(Algorithm::EdDsa, include_str!("../tests/keys/ed.private.pem"))?);
    /// let jwt = Jwt::<()>::new(keys.clone()).issuer("https://id.example").audience("https://api.example");
    /// // Later, while it serves: keys.replace([new, old])?
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(keys: impl Into<Keys>) -> Jwt<C> {
        Jwt { keys: keys.into(), validation: Validation::default(), claims: PhantomData }
    }

    /// Who signs: it is written into each token as `iss`, and a token of another is refused.
    #[must_use]
    pub fn issuer(mut self, name: impl Into<String>) -> Self {
        self.validation.issuer = Some(name.into());
        self
    }

    /// For whom tokens are: it is written into each as `aud`, and a token for others is refused. Where none is named, a token for
    /// anybody in particular is.
    #[must_use]
    pub fn audience(mut self, name: impl Into<String>) -> Self {
        self.validation.audience = Some(name.into());
        self
    }
}

impl<C, K> Jwt<C, K> {
    /// How far the clocks of signer and verifier may differ. Default: 5 seconds.
    #[must_use]
    pub fn leeway(mut self, skew: Duration) -> Self {
        self.validation.leeway = skew;
        self
    }

    /// What a token has to say it is, such as `at+jwt` (RFC 9068), so that none of another kind passes for it. Where nothing is named,
    /// it may say `JWT` or nothing.
    #[must_use]
    pub fn typ(mut self, typ: impl Into<String>) -> Self {
        self.validation.typ = Some(typ.into());
        self
    }
}

impl<C: Serialize> Jwt<C> {
    /// A token that is good for `lifetime` from now.
    ///
    /// # Errors
    ///
    /// When the claims are not a JSON object, have a member that is written here (`iat`, `exp`, `iss`, `aud`), or the first key is a
    /// public one.
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
        let signing = key.encoding_key().ok_or(SignError::Key(None))?;
        encode(&header, &claims, signing).map_err(|error| SignError::Key(Some(error)))
    }
}

impl<C: DeserializeOwned> Jwt<C> {
    /// The claims of a token that is signed by one of the keys, is of this issuer and for this audience, and has not expired.
    ///
    /// # Errors
    ///
    /// [`TokenError`] otherwise, which becomes [`Unauthorized`] by `?` and says to a caller whether the token has expired.
    pub fn verify(&self, token: &str) -> Result<C, TokenError> {
        self.verify_with(&CompactJws::parse(token)?, &self.keys.current()).map(|(claims, _)| claims)
    }

    /// The claims of the call's access token; a connection that outlives the token is closed when it expires.
    ///
    /// # Errors
    ///
    /// As [`verify`](Jwt::verify), and when no token was sent. The log says why, at the level DEBUG.
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
    pub fn authenticate<S, A>(&self, ctx: &Ctx<S, A>) -> Result<C, Unauthorized> {
        let token = ctx.bearer()?;
        apply_verification(
            ctx,
            CompactJws::parse(token).and_then(|token| self.verify_with(&token, &self.keys.current())),
        )
    }
}

impl<C: DeserializeOwned, K> Jwt<C, K> {
    /// Claims, and until when they hold.
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

/// Tells the connection until when it holds, or the log why it does not.
pub(crate) fn apply_verification<C, S, A>(
    ctx: &Ctx<S, A>,
    verified: Result<(C, Option<SystemTime>), TokenError>,
) -> Result<C, Unauthorized> {
    let (claims, end) = verified.inspect_err(|reason| {
        tracing::debug!(request_id = ctx.request_id(), procedure = ctx.procedure_name(), %reason, "an access token was refused");
    })?;
    if let Some(end) = end {
        ctx.set_expiry(end);
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

    fn ed() -> Key {
        Key::from_pem(Algorithm::EdDsa, include_str!("../tests/keys/ed.private.pem")).unwrap()
    }

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn what_was_signed_is_read_back_with_what_was_said_of_it() {
        let jwt = Jwt::<Value>::new(ed()).issuer("us").audience("them").typ("at+jwt");
        let claims = jwt.verify(&jwt.sign(&json!({"sub": "ann"}), MINUTE).unwrap()).unwrap();
        assert_eq!((&claims["sub"], &claims["iss"], &claims["aud"]), (&json!("ann"), &json!("us"), &json!("them")));
    }

    #[test]
    fn keys_are_rotated_while_tokens_live() {
        let keys = Keys::from(Key::hs256(&secret()));
        let jwt = Jwt::<Value>::new(keys.clone());
        let sign = || jwt.sign(&json!({}), MINUTE).unwrap();
        let old = sign();
        keys.replace([ed(), Key::hs256(&secret())]).unwrap();
        let new = sign();
        assert!(jwt.verify(&old).is_ok() && jwt.verify(&new).is_ok());
        keys.replace([ed()]).unwrap();
        assert_eq!((jwt.verify(&old), jwt.verify(&new).is_ok()), (Err(TokenError::UnknownKey), true));
        assert!(keys.replace([]).is_err() && jwt.verify(&new).is_ok());
    }

    #[test]
    fn claims_cannot_say_what_is_said_here() {
        let jwt = Jwt::<Value>::hs256(&secret());
        assert!(matches!(jwt.sign(&json!({"exp": 1}), MINUTE), Err(SignError::Claims(_))));
        assert!(matches!(jwt.sign(&json!(7), MINUTE), Err(SignError::Claims(_))));
        let public = Key::from_pem(Algorithm::EdDsa, include_str!("../tests/keys/ed.public.pem")).unwrap();
        assert!(matches!(Jwt::<Value>::new(public).sign(&json!({}), MINUTE), Err(SignError::Key(None))));
    }

    #[test]
    fn debug_does_not_print_the_key() {
        let key = Key::hs256(&secret());
        assert_eq!(format!("{:?}", Jwt::<Value>::new(key.clone())), format!("Jwt([Key(HS256, {:?}, …)])", key.id()));
    }
}
