//! Verification of tokens signed by another issuer.

use std::{marker::PhantomData, sync::Arc};

use isotype_core::Ctx;
use serde::de::DeserializeOwned;

use super::{JwksClient, RemoteTokenError};
use crate::{
    Jwt,
    jwt::apply_verification,
    keys::KeySet,
    token::{CompactJws, Validation},
};

impl<C> Jwt<C, JwksClient> {
    /// Creates a verifier for another issuer's tokens.
    ///
    /// `iss` must equal `issuer`, so that the issuer's keys are accepted only for its own tokens (RFC 8725, section
    /// 3.8). `aud` must contain `audience`, the identifier under which the issuer knows this server (section 3.9).
    pub fn issued_by(issuer: impl Into<String>, audience: impl Into<String>, keys: JwksClient) -> Self {
        let validation =
            Validation { issuer: Some(issuer.into()), audience: Some(audience.into()), ..Validation::default() };
        Jwt { keys, validation, claims: PhantomData }
    }
}

impl<C: DeserializeOwned> Jwt<C, JwksClient> {
    /// Verifies a token and returns its claims, fetching the issuer's keys if the token's key is not cached.
    ///
    /// # Errors
    ///
    /// Returns [`RemoteTokenError::Unauthorized`] if the token is invalid, or [`RemoteTokenError::Unavailable`] if the
    /// issuer's keys have never been fetched successfully.
    pub async fn verify(&self, token: &str) -> Result<C, RemoteTokenError> {
        let token = CompactJws::parse(token)?;
        let keys = self.keys_for(&token).await?;
        Ok(self.verify_with(&token, &keys)?.0)
    }

    /// Verifies the call's bearer token and returns its claims.
    ///
    /// Streams and sockets that outlive the token end when it expires.
    ///
    /// # Errors
    ///
    /// Returns [`RemoteTokenError`] if there is no bearer token or [`verify`](Self::verify) rejects it. The reason is
    /// logged at DEBUG level.
    pub async fn authenticate<S: Sync, A: Sync>(&self, ctx: &Ctx<S, A>) -> Result<C, RemoteTokenError> {
        let token = ctx.bearer()?;
        let verified = match CompactJws::parse(token) {
            Ok(token) => {
                let keys = self.keys_for(&token).await?;
                self.verify_with(&token, &keys)
            }
            Err(error) => Err(error),
        };
        Ok(apply_verification(ctx, verified)?)
    }

    async fn keys_for(&self, token: &CompactJws<'_>) -> Result<Arc<KeySet>, RemoteTokenError> {
        // A token of the wrong type is invalid regardless of its key, so it must not trigger a fetch.
        self.validation.check_type(&token.header)?;
        self.keys.key_set_for(token.header.kid.as_deref()).await.ok_or(RemoteTokenError::Unavailable)
    }
}
