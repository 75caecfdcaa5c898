//! How much anybody may ask for, and who counts as somebody.

use std::{borrow::Cow, sync::Arc, time::Duration};

use isotype::{
    policy::{Answers, Callers, Idempotent, Identity, Rate, RateLimited, Rates},
    prelude::*,
};

use crate::{
    App,
    auth::{NotSignedIn, signed_in},
};

const MINUTE: Duration = Duration::from_secs(60);

/// Whatever it is.
pub const ALL: Rate = Rate::new("all", 6000, MINUTE);

/// What costs a password's hash, and gives who guesses one another try, with whatever account.
pub const PASSWORDS: Rate = Rate::new("passwords", 100, MINUTE).each_address();

/// How long a call may take.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How many calls and feeds there are room for.
pub const AT_ONCE: usize = 5_000;

/// Whose token or session it is: that is all that policies ask for, and of a token it takes no look into the database.
pub struct Caller(String);

impl FromCall<App> for Caller {
    type Error = NotSignedIn;

    async fn from_call(ctx: &Ctx<App>) -> Result<Caller, NotSignedIn> {
        Ok(Caller(signed_in(ctx).await?.0))
    }
}

impl Identity for Caller {
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some((&self.0).into())
    }
}

impl Callers for App {
    type Caller = Caller;
}

impl RateLimited for App {
    fn rates(&self) -> &dyn Rates {
        &self.rates
    }
}

impl Idempotent for App {
    fn answers(&self) -> Arc<dyn Answers> {
        self.answers.clone()
    }
}
