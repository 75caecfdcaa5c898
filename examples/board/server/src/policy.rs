//! How much anybody may ask for, and who counts as somebody.

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

/// Whatever it is.
pub const ALL_CALLS: Rate = Rate::new("all", 6000, MINUTE);

/// What costs a password's hash, and gives who guesses one another try, with whatever account.
pub const PASSWORD_ATTEMPTS: Rate = Rate::new("passwords", 100, MINUTE).per_ip();

/// How long a call may take.
pub const CALL_TIMEOUT: Duration = Duration::from_secs(20);

/// How many calls and feeds there are room for.
pub const MAX_CONCURRENT_CALLS: usize = 5_000;

/// Whose token or session it is: that is all that policies ask for, and of a token it takes no look into the database.
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
