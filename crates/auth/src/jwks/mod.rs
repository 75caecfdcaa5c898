//! Client for another issuer's published keys.

mod error;
mod cache;
mod jwt;
#[cfg(feature = "jwks")]
mod http;

pub use error::RemoteTokenError;
#[cfg(feature = "jwks")]
pub use http::JwksUrlError;

use std::{error::Error, fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use tokio::sync::Mutex;

use crate::{key, keys::KeySet};
use cache::JwksCache;

type FetchResult = Result<Vec<u8>, Box<dyn Error + Send + Sync>>;

/// Client that fetches and caches another issuer's public keys (RFC 7517). Clones share the cache.
///
/// - It fetches on first use, when the keys are older than [`CACHE_TTL`](JwksClient::CACHE_TTL), and when a token has
///   an unknown `kid`.
/// - Only one fetch runs at a time, and two fetches start at least [`REFETCH_COOLDOWN`](JwksClient::REFETCH_COOLDOWN)
///   apart, so that forged tokens cannot flood the issuer with requests.
/// - If a fetch fails, the last valid keys stay in use.
///
/// With the feature `jwks`, `JwksClient::from_url` fetches over HTTPS.
///
/// # Example
///
/// ```
/// use isotype_auth::{JwksClient, Jwt};
///
/// # #[derive(serde::Deserialize)] struct Claims { sub: String }
/// # async fn get(_: &str) -> Result<Vec<u8>, std::io::Error> { Ok(br#"{"keys":[]}"#.to_vec()) }
/// # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
/// let keys = JwksClient::new(|| get("https://id.example/.well-known/jwks.json"));
/// let jwt = Jwt::<Claims, _>::issued_by("https://id.example", "https://api.example", keys);
/// assert!(jwt.verify("forged").await.is_err());
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
    /// Age after which cached keys are fetched again: 10 minutes.
    pub const CACHE_TTL: Duration = Duration::from_secs(10 * 60);

    /// Minimum time between the starts of two fetches: 30 seconds.
    pub const REFETCH_COOLDOWN: Duration = Duration::from_secs(30);

    /// Creates a client from a function that fetches a JWK set as JSON (RFC 7517, section 5).
    ///
    /// The function should have a timeout and limit the length of the response.
    pub fn new<F, E>(fetch: impl Fn() -> F + Send + Sync + 'static) -> JwksClient
    where
        F: Future<Output = Result<Vec<u8>, E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let fetch = move || -> Pin<Box<dyn Future<Output = FetchResult> + Send>> {
            let response = fetch();
            Box::pin(async { response.await.map_err(Into::into) })
        };
        JwksClient(Arc::new(Inner {
            fetch: Box::new(fetch),
            ttl: JwksClient::CACHE_TTL,
            refetch_cooldown: JwksClient::REFETCH_COOLDOWN,
            cache: JwksCache::default(),
            fetching: Mutex::new(()),
        }))
    }

    /// Returns the keys for verifying a token with this key id, fetching them if necessary.
    ///
    /// Even after a fetch, the keys may lack the id. Returns `None` if no fetch has ever succeeded.
    pub(crate) async fn key_set_for(&self, id: Option<&str>) -> Option<Arc<KeySet>> {
        let (cached, is_stale) = self.0.cache.get(self.0.ttl);
        match cached {
            Some(keys) if keys.find(id).is_some() => {
                if is_stale && !self.0.cache.attempted_within(self.0.refetch_cooldown) {
                    tokio::spawn(fetch(self.0.clone()));
                }
                Some(keys)
            }
            _ => {
                // A separate task, because other callers wait for the fetch even if this call is cancelled.
                let fetched = tokio::spawn(fetch(self.0.clone())).await;
                fetched.inspect_err(|error| tracing::error!(%error, "JWKS fetch panicked")).ok();
                self.0.cache.get(self.0.ttl).0
            }
        }
    }
}

/// Fetches the keys, unless the last attempt was within the cooldown.
async fn fetch(client: Arc<Inner>) {
    let _guard = client.fetching.lock().await;
    if client.cache.attempted_within(client.refetch_cooldown) {
        return;
    }
    client.cache.mark_attempt();
    let keys = (client.fetch)().await.and_then(|json| Ok(KeySet::new(key::parse_jwk_set(&json)?)?));
    match keys {
        Ok(keys) => client.cache.set(keys),
        Err(error) => tracing::warn!(%error, "JWKS fetch failed, cached keys stay in use"),
    }
}

impl fmt::Debug for JwksClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JwksClient(…)")
    }
}
