//! Tokens that another issuer has signed.

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
    /// Verifies what another issuer has signed: its keys are good for its own tokens only (RFC 8725, section 3.8), and only for those that
    /// are meant for `audience`, which is the name of this server there (section 3.9).
    pub fn issued_by(issuer: impl Into<String>, audience: impl Into<String>, keys: JwksClient) -> Self {
        let rules =
            Validation { issuer: Some(issuer.into()), audience: Some(audience.into()), ..Validation::default() };
        Jwt { keys, validation: rules, claims: PhantomData }
    }
}

impl<C: DeserializeOwned> Jwt<C, JwksClient> {
    /// The claims of a token, as [`Jwt::verify`]; a key that is not known yet is asked for.
    ///
    /// # Errors
    ///
    /// When the token is not good, or the keys of the issuer could never be fetched.
    pub async fn verify(&self, token: &str) -> Result<C, RemoteTokenError> {
        let token = CompactJws::parse(token)?;
        let keys = self.keys_for(&token).await?;
        Ok(self.verify_with(&token, &keys)?.0)
    }

    /// The claims of the call's access token; a connection that outlives the token is closed when it expires.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify), and when no token was sent. The log says why, at the level DEBUG.
    pub async fn prove<S: Sync, A: Sync>(&self, ctx: &Ctx<S, A>) -> Result<C, RemoteTokenError> {
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
        // What no key could make good is not worth a fetch.
        self.validation.check_type(&token.header)?;
        self.keys.key_set_for(token.header.kid.as_deref()).await.ok_or(RemoteTokenError::Unavailable)
    }
}
