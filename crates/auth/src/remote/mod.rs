//! The keys of another issuer, as it publishes them.

mod error;
mod known;
mod jwt;
#[cfg(feature = "jwks")]
mod http;

pub use error::RemoteTokenError;
#[cfg(feature = "jwks")]
pub use http::JwksUrlError;

use std::{error::Error, fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use tokio::sync::Mutex;

use crate::{key, keys::KeySet};
use known::JwksCache;

type FetchResult = Result<Vec<u8>, Box<dyn Error + Send + Sync>>;

/// The public keys of another issuer: fetched when they are needed, kept, and fetched anew when they are old or a token names one that
/// is not among them. Clones share them.
///
/// While a fetch fails, the keys that were good last go on; one fetch is under way at a time, and between two is a pause, so that made-up
/// tokens cannot make this server call the issuer's.
///
/// With the feature `jwks`, `RemoteKeys::at` fetches by HTTPS.
///
/// # Example
///
/// ```
/// use isotype_auth::{Jwt, RemoteKeys};
///
/// # #[derive(serde::Deserialize)] struct Claims { sub: String }
/// # async fn get(_: &str) -> Result<Vec<u8>, std::io::Error> { Ok(br#"{"keys":[]}"#.to_vec()) }
/// # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
/// let keys = RemoteKeys::new(|| get("https://id.example/.well-known/jwks.json"));
/// let jwt = Jwt::<Claims, _>::issued_by("https://id.example", "https://api.example", keys);
/// assert!(jwt.verify("made up").await.is_err());
/// # });
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone)]
pub struct JwksClient(Arc<Inner>);

struct Inner {
    fetch: Box<dyn Fn() -> Pin<Box<dyn Future<Output = FetchResult> + Send>> + Send + Sync>,
    ttl: Duration,
    refetch_cooldown: Duration,
    cache: JwksCache,
    fetching: Mutex<()>,
}

impl JwksClient {
    /// How old keys can be before they are fetched anew.
    pub const CACHE_TTL: Duration = Duration::from_secs(10 * 60);

    /// How long after one fetch the next begins at the earliest.
    pub const REFETCH_COOLDOWN: Duration = Duration::from_secs(30);

    /// Keys by whatever client fetches the set: its JSON (RFC 7517, section 5). It should give up in time, and take no more than a set can
    /// be large.
    pub fn new<F, E>(fetch: impl Fn() -> F + Send + Sync + 'static) -> JwksClient
    where
        F: Future<Output = Result<Vec<u8>, E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let fetch = move || -> Pin<Box<dyn Future<Output = FetchResult> + Send>> {
            let fetched = fetch();
            Box::pin(async { fetched.await.map_err(Into::into) })
        };
        JwksClient(Arc::new(Inner {
            fetch: Box::new(fetch),
            ttl: JwksClient::CACHE_TTL,
            refetch_cooldown: JwksClient::REFETCH_COOLDOWN,
            cache: JwksCache::default(),
            fetching: Mutex::new(()),
        }))
    }

    /// The keys by which a token of that key id is judged; where it is not among them after all that may be done, those that are there.
    pub(crate) async fn key_set_for(&self, id: Option<&str>) -> Option<Arc<KeySet>> {
        let (known, is_old) = self.0.cache.get(self.0.ttl);
        match known {
            Some(keys) if keys.find(id).is_some() => {
                if is_old && !self.0.cache.attempted_within(self.0.refetch_cooldown) {
                    tokio::spawn(fetch(self.0.clone()));
                }
                Some(keys)
            }
            _ => {
                // In a task of its own: a caller that leaves does not take the fetch along that others wait for.
                let fetched = tokio::spawn(fetch(self.0.clone())).await;
                fetched.inspect_err(|error| tracing::error!(%error, "fetching keys ended")).ok();
                self.0.cache.get(self.0.ttl).0
            }
        }
    }
}

/// Fetches the keys, unless that was just tried.
async fn fetch(remote: Arc<Inner>) {
    let _alone = remote.fetching.lock().await;
    if remote.cache.attempted_within(remote.refetch_cooldown) {
        return;
    }
    remote.cache.mark_attempt();
    let keys = (remote.fetch)().await.and_then(|json| Ok(KeySet::new(key::parse_jwk_set(&json)?)?));
    match keys {
        Ok(keys) => remote.cache.set(keys),
        Err(error) => tracing::warn!(%error, "the keys of an issuer could not be fetched: those known go on"),
    }
}

impl fmt::Debug for JwksClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RemoteKeys(…)")
    }
}
