//! Sessions that live on the server, and a cookie that names one.

mod memory;
mod stored;
mod store;

pub use memory::MemorySessionStore;
pub use store::SessionStore;
pub use stored::Session;

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use isotype_core::Ctx;

use crate::{Cookie, OpaqueToken};

/// How often the store is told that a session is used.
const TOUCH_INTERVAL: Duration = Duration::from_secs(60);

/// Sessions by cookie, for pages of this server's own site: nothing that a script could read or lose, and an end that counts at once.
///
/// Each sign-in begins a new one, by a new id, and ends the one that the browser came with, so that nobody can have it sign in to theirs
/// (session fixation). A session ends when it is not used for a while, at the latest after a fixed time, or by
/// [`end`](Sessions::end). The store has a digest of its id: who reads it cannot use what is there.
///
/// A browser sends the cookie by itself. That no page of another site makes use of that is seen to twice: by `SameSite`, and by the
/// transport, which refuses a request with cookies that comes from another origin (`Routes::origins`).
///
/// # Example
///
/// ```
/// use isotype_auth::Sessions;
/// use isotype_core::{Ctx, FromCall, Internal, Unauthorized};
/// # use isotype_core::Either;
///
/// struct App { sessions: Sessions }
/// struct Account(String);
///
/// async fn sign_in(ctx: Ctx<App>, name: String) -> Result<(), Internal> {
///     // … after the password is checked:
///     ctx.state().sessions.begin(&ctx, &name).await?;
///     Ok(())
/// }
///
/// impl FromCall<App> for Account {
///     type Error = Either<Unauthorized, Internal>;
///     async fn from_call(ctx: &Ctx<App>) -> Result<Account, Self::Error> {
///         let found = ctx.state().sessions.find(ctx).await.map_err(|error| Either::Second(error.into()))?;
///         let session = found.ok_or_else(|| Either::First(Unauthorized::default()))?; // refuses who has none
///         Ok(Account(session.subject))
///     }
/// }
/// ```
#[derive(Clone)]
pub struct Sessions<S = MemorySessionStore> {
    store: S,
    cookie: Cookie,
    idle_timeout: Duration,
    lifetime: Duration,
}

impl Sessions {
    /// Sessions that end with this process.
    pub fn in_memory() -> Sessions {
        Sessions::new(MemorySessionStore::default())
    }
}

impl<S: SessionStore> Sessions<S> {
    /// How long a session lives at most, where nothing else is said (NIST SP 800-63B, section 4.1.3).
    pub const DEFAULT_LIFETIME: Duration = Duration::from_secs(30 * 24 * 60 * 60);

    /// How long it lives when it is not used, where nothing else is said.
    pub const DEFAULT_IDLE_TIMEOUT: Duration = Duration::from_secs(24 * 60 * 60);

    /// Sessions in a store, by the cookie `__Host-session`.
    pub fn new(store: S) -> Sessions<S> {
        Sessions {
            store,
            cookie: Cookie::new("session"),
            idle_timeout: Self::DEFAULT_IDLE_TIMEOUT,
            lifetime: Self::DEFAULT_LIFETIME,
        }
    }

    /// By another cookie.
    #[must_use]
    pub fn cookie(mut self, cookie: Cookie) -> Self {
        self.cookie = cookie;
        self
    }

    /// How long a session lives when it is not used.
    #[must_use]
    pub fn idle_timeout(mut self, idle: Duration) -> Self {
        self.idle_timeout = idle;
        self
    }

    /// How long a session lives at most.
    #[must_use]
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// Begins a session for somebody who has proved who they are just now.
    ///
    /// # Errors
    ///
    /// When the store fails, or the operating system has no randomness.
    pub async fn create<T, A>(&self, ctx: &Ctx<T, A>, subject: &str) -> Result<(), S::Error>
    where
        T: Sync,
        A: Sync,
    {
        let now = SystemTime::now();
        let ago = |time| now.checked_sub(time).unwrap_or(SystemTime::UNIX_EPOCH);
        self.store.remove_expired(ago(self.lifetime), ago(self.idle_timeout)).await?;
        if let Some(sent) = self.cookie.read(ctx) {
            self.store.remove(&OpaqueToken::digest_of(sent)).await?;
        }
        let token = OpaqueToken::random()?;
        let session = Session { id: token.digest(), subject: subject.to_owned(), created_at: now, last_seen_at: now };
        self.store.insert(session).await?;
        self.cookie.set(ctx, &token, self.lifetime);
        Ok(())
    }

    /// The session that the caller's cookie names, if it is good. A connection that outlives it is closed when it ends.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn find<T, A>(&self, ctx: &Ctx<T, A>) -> Result<Option<Session>, S::Error>
    where
        T: Sync,
        A: Sync,
    {
        let Some(sent) = self.cookie.read(ctx) else { return Ok(None) };
        let Some(mut session) = self.store.find(&OpaqueToken::digest_of(sent)).await? else { return Ok(None) };
        let now = SystemTime::now();
        if session.expires_at(self.idle_timeout, self.lifetime) <= now {
            self.store.remove(&session.id).await?;
            return Ok(None);
        }
        if now.duration_since(session.last_seen_at).unwrap_or_default() >= TOUCH_INTERVAL.min(self.idle_timeout / 10) {
            self.store.touch(&session.id, now).await?;
            session.last_seen_at = now;
        }
        ctx.set_expiry(session.expires_at(self.idle_timeout, self.lifetime));
        Ok(Some(session))
    }

    /// Ends the session that the caller's cookie names, and takes the cookie away; without one it does no harm.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn revoke<T, A>(&self, ctx: &Ctx<T, A>) -> Result<(), S::Error>
    where
        T: Sync,
        A: Sync,
    {
        if let Some(sent) = self.cookie.read(ctx) {
            self.store.remove(&OpaqueToken::digest_of(sent)).await?;
        }
        self.cookie.clear(ctx);
        Ok(())
    }

    /// Ends every session of somebody: at a new password, or when a device is lost.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn revoke_all(&self, subject: &str) -> Result<(), S::Error> {
        self.store.remove_by_subject(subject).await
    }
}

impl<S> fmt::Debug for Sessions<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sessions({}, …)", self.cookie.name())
    }
}
