//! Tokens that another issuer has signed.

use std::{marker::PhantomData, sync::Arc};

use isotype_core::Ctx;
use serde::de::DeserializeOwned;

use super::{RemoteError, RemoteKeys};
use crate::{
    Jwt,
    jwt::proved,
    keys::KeySet,
    token::{Compact, Rules},
};

impl<C> Jwt<C, RemoteKeys> {
    /// Verifies what another issuer has signed: its keys are good for its own tokens only (RFC 8725, section 3.8), and only for those that
    /// are meant for `audience`, which is the name of this server there (section 3.9).
    pub fn issued_by(issuer: impl Into<String>, audience: impl Into<String>, keys: RemoteKeys) -> Self {
        let rules = Rules { issuer: Some(issuer.into()), audience: Some(audience.into()), ..Rules::default() };
        Jwt { keys, rules, claims: PhantomData }
    }
}

impl<C: DeserializeOwned> Jwt<C, RemoteKeys> {
    /// The claims of a token, as [`Jwt::verify`]; a key that is not known yet is asked for.
    ///
    /// # Errors
    ///
    /// When the token is not good, or the keys of the issuer could never be fetched.
    pub async fn verify(&self, token: &str) -> Result<C, RemoteError> {
        let token = Compact::read(token)?;
        let keys = self.keys_for(&token).await?;
        Ok(self.verified(&token, &keys)?.0)
    }

    /// The claims of the call's access token; a connection that outlives the token is closed when it expires.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify), and when no token was sent. The log says why, at the level DEBUG.
    pub async fn prove<S: Sync, A: Sync>(&self, ctx: &Ctx<S, A>) -> Result<C, RemoteError> {
        let token = ctx.bearer()?;
        let verified = match Compact::read(token) {
            Ok(token) => {
                let keys = self.keys_for(&token).await?;
                self.verified(&token, &keys)
            }
            Err(error) => Err(error),
        };
        Ok(proved(ctx, verified)?)
    }

    async fn keys_for(&self, token: &Compact<'_>) -> Result<Arc<KeySet>, RemoteError> {
        // What no key could make good is not worth a fetch.
        self.rules.check_type(&token.header)?;
        self.keys.for_id(token.header.kid.as_deref()).await.ok_or(RemoteError::Unavailable)
    }
}
