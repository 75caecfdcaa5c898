//! Rate limits, timeouts and idempotency of the board.

use std::{borrow::Cow, sync::Arc, time::Duration};

use isotype::{
    policy::{HasCaller, HasIdempotencyStore, HasRateLimitStore, IdempotencyStore, Identity, Rate, RateLimitStore},
    prelude::*,
};

use crate::{
    App,
    auth::{AuthenticationError, authenticated_subject},
};

const MINUTE: Duration = Duration::from_secs(60);

/// Rate limit of all calls together: 6000 per minute for each caller.
pub const ALL_CALLS: Rate = Rate::new("all", 6000, MINUTE);

/// Rate limit of calls that hash a password: 100 per minute for each IP address.
///
/// It bounds the CPU time spent on hashes and the number of guesses, independent of the account.
pub const PASSWORD_ATTEMPTS: Rate = Rate::new("passwords", 100, MINUTE).per_ip();

/// Timeout of a call: 20 seconds.
pub const CALL_TIMEOUT: Duration = Duration::from_secs(20);

/// Limit of concurrent calls, including subscriptions.
pub const MAX_CONCURRENT_CALLS: usize = 5_000;

/// Caller that rate limits and idempotency keys apply to: the subject of the access token or session.
///
/// Identifying the caller by a token needs no database query.
pub struct Caller(String);

impl FromCall<App> for Caller {
    type Error = AuthenticationError;

    async fn from_call(ctx: &Ctx<App>) -> Result<Caller, AuthenticationError> {
        Ok(Caller(authenticated_subject(ctx).await?.0))
    }
}

impl Identity for Caller {
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some((&self.0).into())
    }
}

impl HasCaller for App {
    type Caller = Caller;
}

impl HasRateLimitStore for App {
    fn rate_limit_store(&self) -> &dyn RateLimitStore {
        &self.rate_limit_store
    }
}

impl HasIdempotencyStore for App {
    fn idempotency_store(&self) -> Arc<dyn IdempotencyStore> {
        self.idempotency_store.clone()
    }
}
