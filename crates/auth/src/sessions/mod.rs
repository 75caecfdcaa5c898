//! Server-side sessions identified by a cookie.

mod memory;
mod session;
mod store;

pub use memory::MemorySessionStore;
pub use session::Session;
pub use store::SessionStore;

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use isotype_core::Ctx;

use crate::{Cookie, OpaqueToken};

/// Minimum time between two updates of [`Session::last_seen_at`].
const TOUCH_INTERVAL: Duration = Duration::from_secs(60);

/// Manages cookie sessions for browsers on this server's own site.
///
/// Scripts cannot read the session id, and a revoked session is invalid immediately.
///
/// - Each sign-in creates a session with a new id and revokes the one that the browser sent, which prevents session
///   fixation.
/// - A session ends after its [`idle_timeout`](Sessions::idle_timeout), at the end of its
///   [`lifetime`](Sessions::lifetime), or when it is [revoked](Sessions::revoke).
/// - The store keeps only a digest of the session id, so that a leaked store reveals no usable session.
/// - Cross-site request forgery is prevented twice: by `SameSite`, and by the transport, which rejects requests with
///   cookies from origins that `Routes::allowed_origins` does not list.
///
/// # Example
///
/// ```
/// use isotype_auth::Sessions;
/// use isotype_core::{Ctx, EitherError, FromCall, InternalError, Unauthorized};
///
/// struct App { sessions: Sessions }
/// struct Account(String);
///
/// async fn sign_in(ctx: Ctx<App>, name: String) -> Result<(), InternalError> {
///     // … after verifying the password:
///     ctx.state().sessions.create(&ctx, &name).await?;
///     Ok(())
/// }
///
/// impl FromCall<App> for Account {
///     type Error = EitherError<Unauthorized, InternalError>;
///
///     async fn from_call(ctx: &Ctx<App>) -> Result<Account, Self::Error> {
///         let found = ctx.state().sessions.find(ctx).await.map_err(|error| EitherError::Second(error.into()))?;
///         let session = found.ok_or_else(|| EitherError::First(Unauthorized::default()))?;
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
    /// Creates a session manager with an in-memory store, for a single process.
    pub fn in_memory() -> Sessions {
        Sessions::new(MemorySessionStore::default())
    }
}

impl<S: SessionStore> Sessions<S> {
    /// Default [`lifetime`](Sessions::lifetime): 30 days (NIST SP 800-63B, section 4.1.3).
    pub const DEFAULT_LIFETIME: Duration = Duration::from_secs(30 * 24 * 60 * 60);

    /// Default [`idle_timeout`](Sessions::idle_timeout): one day.
    pub const DEFAULT_IDLE_TIMEOUT: Duration = Duration::from_secs(24 * 60 * 60);

    /// Creates a session manager backed by `store`, using the `__Host-session` cookie.
    pub fn new(store: S) -> Sessions<S> {
        Sessions {
            store,
            cookie: Cookie::new("session"),
            idle_timeout: Self::DEFAULT_IDLE_TIMEOUT,
            lifetime: Self::DEFAULT_LIFETIME,
        }
    }

    /// Sets the cookie that carries the session id. Default: `Cookie::new("session")`.
    #[must_use]
    pub fn cookie(mut self, cookie: Cookie) -> Self {
        self.cookie = cookie;
        self
    }

    /// Sets the time after which an unused session ends. Default: one day.
    #[must_use]
    pub fn idle_timeout(mut self, idle_timeout: Duration) -> Self {
        self.idle_timeout = idle_timeout;
        self
    }

    /// Sets the time after which a session ends even if it is in use. Default: 30 days.
    #[must_use]
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// Creates a session for a user who has just authenticated, and sets the cookie.
    ///
    /// Revokes the session that the browser sent, if any.
    ///
    /// # Errors
    ///
    /// Returns the store's error, or an [`io::Error`](std::io::Error) if the operating system cannot provide
    /// randomness.
    pub async fn create<T, A>(&self, ctx: &Ctx<T, A>, subject: &str) -> Result<(), S::Error>
    where
        T: Sync,
        A: Sync,
    {
        let now = SystemTime::now();
        let ago = |duration| now.checked_sub(duration).unwrap_or(SystemTime::UNIX_EPOCH);
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

    /// Returns the session identified by the caller's cookie, or `None` if there is no valid session.
    ///
    /// Streams and sockets that outlive the session end when it expires.
    ///
    /// # Errors
    ///
    /// Returns the store's error.
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

    /// Revokes the session identified by the caller's cookie, if any, and clears the cookie.
    ///
    /// # Errors
    ///
    /// Returns the store's error.
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

    /// Revokes all sessions of a user, for example after a password change or the loss of a device.
    ///
    /// # Errors
    ///
    /// Returns the store's error.
    pub async fn revoke_all(&self, subject: &str) -> Result<(), S::Error> {
        self.store.remove_by_subject(subject).await
    }
}

impl<S> fmt::Debug for Sessions<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sessions({}, …)", self.cookie.name())
    }
}
