//! Tests of fetching and caching another issuer's keys.

#![allow(clippy::unwrap_used, reason = "a test ends by panicking")]

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use isotype_auth::{Algorithm, JwksClient, Jwt, Key, Keys, RemoteTokenError};
use serde_json::{Value, json};
use tokio::time::{advance, sleep};

const ISSUER: &str = "https://id.example";
const AUDIENCE: &str = "https://api.example";
const MINUTE: Duration = Duration::from_secs(60);

fn ed25519_key(id: &str) -> Key {
    Key::from_pem(Algorithm::EdDsa, include_str!("keys/ed.private.pem")).unwrap().with_id(id)
}

fn es256_key(id: &str) -> Key {
    Key::from_pem(Algorithm::Es256, include_str!("keys/es256.private.pem")).unwrap().with_id(id)
}

/// Fake issuer that publishes its keys, or is down.
#[derive(Clone)]
struct Issuer {
    keys: Keys,
    published: Arc<Mutex<Option<Vec<u8>>>>,
    fetches: Arc<AtomicUsize>,
    jwt: Arc<Jwt<Value>>,
}

impl Issuer {
    fn new(key: Key) -> Issuer {
        let keys = Keys::from(key);
        let jwt = Arc::new(Jwt::new(keys.clone()).issuer(ISSUER).audience(AUDIENCE));
        let issuer = Issuer { keys, published: Arc::default(), fetches: Arc::default(), jwt };
        issuer.publish();
        issuer
    }

    fn publish(&self) {
        *self.published.lock().unwrap() = Some(serde_json::to_vec(&self.keys.jwks()).unwrap());
    }

    fn take_down(&self) {
        *self.published.lock().unwrap() = None;
    }

    fn token(&self) -> String {
        self.jwt.sign(&json!({"sub": "ann"}), 60 * MINUTE).unwrap()
    }

    fn fetches(&self) -> usize {
        self.fetches.load(Ordering::SeqCst)
    }

    fn verifier(&self) -> Arc<Jwt<Value, JwksClient>> {
        let issuer = self.clone();
        let fetch = move || {
            let issuer = issuer.clone();
            async move {
                issuer.fetches.fetch_add(1, Ordering::SeqCst);
                sleep(Duration::from_millis(100)).await;
                issuer.published.lock().unwrap().clone().ok_or("issuer is down")
            }
        };
        Arc::new(Jwt::issued_by(ISSUER, AUDIENCE, JwksClient::new(fetch)))
    }
}

#[tokio::test(start_paused = true)]
async fn concurrent_calls_share_one_fetch() {
    let issuer = Issuer::new(ed25519_key("a"));
    let (jwt, token) = (issuer.verifier(), issuer.token());
    let calls: Vec<_> = (0..50)
        .map(|_| {
            let (jwt, token) = (jwt.clone(), token.clone());
            tokio::spawn(async move { jwt.verify(&token).await.unwrap() })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap()["sub"], "ann");
    }
    assert_eq!(issuer.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn fetches_new_keys_and_limits_fetches_for_unknown_ids() {
    let issuer = Issuer::new(ed25519_key("a"));
    let jwt = issuer.verifier();
    jwt.verify(&issuer.token()).await.unwrap();
    issuer.keys.replace([es256_key("b"), ed25519_key("a")]).unwrap();
    issuer.publish();
    let new = issuer.token();
    assert!(matches!(jwt.verify(&new).await, Err(RemoteTokenError::Unauthorized(_))), "within the cooldown");
    advance(JwksClient::REFETCH_COOLDOWN).await;
    jwt.verify(&new).await.unwrap();
    assert_eq!(issuer.fetches(), 2);
    let forged = Jwt::<Value>::new(ed25519_key("unknown")).issuer(ISSUER).audience(AUDIENCE);
    for _ in 0..1000 {
        let token = forged.sign(&json!({}), MINUTE).unwrap();
        assert!(matches!(jwt.verify(&token).await, Err(RemoteTokenError::Unauthorized(_))));
    }
    assert_eq!(issuer.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn refreshes_stale_keys_in_the_background_and_drops_removed_ones() {
    let issuer = Issuer::new(ed25519_key("a"));
    let (jwt, old) = (issuer.verifier(), issuer.token());
    jwt.verify(&old).await.unwrap();
    issuer.keys.replace([es256_key("b")]).unwrap();
    issuer.publish();
    advance(JwksClient::CACHE_TTL).await;
    assert!(jwt.verify(&old).await.is_ok(), "the call that finds stale keys does not wait");
    sleep(Duration::from_secs(1)).await;
    assert!(jwt.verify(&old).await.is_err());
    jwt.verify(&issuer.token()).await.unwrap();
    assert_eq!(issuer.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn keeps_the_last_valid_keys_while_fetches_fail() {
    let issuer = Issuer::new(ed25519_key("a"));
    let (jwt, token) = (issuer.verifier(), issuer.token());
    jwt.verify(&token).await.unwrap();
    for broken in [None, Some(b"<html>".to_vec()), Some(br#"{"keys":[]}"#.to_vec())] {
        *issuer.published.lock().unwrap() = broken;
        advance(JwksClient::CACHE_TTL).await;
        let before = issuer.fetches();
        for _ in 0..3 {
            assert!(jwt.verify(&token).await.is_ok());
            sleep(Duration::from_secs(1)).await;
        }
        assert_eq!(issuer.fetches(), before + 1);
    }
}

#[tokio::test(start_paused = true)]
async fn reports_unavailable_keys_and_retries_after_the_cooldown() {
    let issuer = Issuer::new(ed25519_key("a"));
    issuer.take_down();
    let jwt = issuer.verifier();
    assert!(matches!(jwt.verify(&issuer.token()).await, Err(RemoteTokenError::Unavailable)));
    issuer.publish();
    advance(JwksClient::REFETCH_COOLDOWN).await;
    jwt.verify(&issuer.token()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn cancelled_call_does_not_cancel_the_fetch() {
    let issuer = Issuer::new(ed25519_key("a"));
    let (jwt, token) = (issuer.verifier(), issuer.token());
    assert!(tokio::time::timeout(Duration::from_millis(50), jwt.verify(&token)).await.is_err());
    jwt.verify(&token).await.unwrap();
    assert_eq!(issuer.fetches(), 1);
}

#[tokio::test]
async fn fetches_over_http_without_redirects_and_with_a_size_limit() {
    let issuer = Issuer::new(ed25519_key("a"));
    let jwks = serde_json::to_vec(&issuer.keys.jwks()).unwrap();
    let router = axum::Router::new()
        .route("/jwks.json", axum::routing::get(move || async move { jwks }))
        .route("/large", axum::routing::get(|| async { vec![b' '; 300 * 1024] }))
        .route("/redirect", axum::routing::get(|| async { axum::response::Redirect::to("/jwks.json") }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let verifier = |path: &str| {
        let keys = JwksClient::from_url(&format!("http://{address}{path}")).unwrap();
        Jwt::<Value, _>::issued_by(ISSUER, AUDIENCE, keys)
    };
    verifier("/jwks.json").verify(&issuer.token()).await.unwrap();
    for path in ["/large", "/redirect", "/missing"] {
        assert!(matches!(verifier(path).verify(&issuer.token()).await, Err(RemoteTokenError::Unavailable)), "{path}");
    }
    let unreachable = JwksClient::from_url("https://127.0.0.1:1/").unwrap();
    let jwt = Jwt::<Value, _>::issued_by(ISSUER, AUDIENCE, unreachable);
    assert!(matches!(jwt.verify(&issuer.token()).await, Err(RemoteTokenError::Unavailable)));
}
