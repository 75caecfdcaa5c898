//! The keys of another issuer: when they are fetched, and when not.

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

fn ed(id: &str) -> Key {
    Key::from_pem(Algorithm::EdDsa, include_str!("keys/ed.private.pem")).unwrap().with_id(id)
}

fn es(id: &str) -> Key {
    Key::from_pem(Algorithm::Es256, include_str!("keys/es256.private.pem")).unwrap().with_id(id)
}

/// An issuer that publishes its keys, or does not answer.
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

    fn fall_silent(&self) {
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
                issuer.published.lock().unwrap().clone().ok_or("no answer")
            }
        };
        Arc::new(Jwt::issued_by(ISSUER, AUDIENCE, JwksClient::new(fetch)))
    }
}

#[tokio::test(start_paused = true)]
async fn many_callers_at_once_make_one_fetch() {
    let issuer = Issuer::new(ed("a"));
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
async fn a_new_key_is_asked_for_and_made_up_ones_only_so_often() {
    let issuer = Issuer::new(ed("a"));
    let jwt = issuer.verifier();
    jwt.verify(&issuer.token()).await.unwrap();
    issuer.keys.replace([es("b"), ed("a")]).unwrap();
    issuer.publish();
    let new = issuer.token();
    assert!(matches!(jwt.verify(&new).await, Err(RemoteTokenError::Unauthorized(_))), "within the pause");
    advance(JwksClient::REFETCH_COOLDOWN).await;
    jwt.verify(&new).await.unwrap();
    assert_eq!(issuer.fetches(), 2);
    let made_up = Jwt::<Value>::new(ed("made up")).issuer(ISSUER).audience(AUDIENCE);
    for _ in 0..1000 {
        let token = made_up.sign(&json!({}), MINUTE).unwrap();
        assert!(matches!(jwt.verify(&token).await, Err(RemoteTokenError::Unauthorized(_))));
    }
    assert_eq!(issuer.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn old_keys_are_fetched_anew_behind_the_back_of_a_call_and_a_retired_one_goes() {
    let issuer = Issuer::new(ed("a"));
    let (jwt, old) = (issuer.verifier(), issuer.token());
    jwt.verify(&old).await.unwrap();
    issuer.keys.replace([es("b")]).unwrap();
    issuer.publish();
    advance(JwksClient::CACHE_TTL).await;
    assert!(jwt.verify(&old).await.is_ok(), "the one that finds them old does not wait");
    sleep(Duration::from_secs(1)).await;
    assert!(jwt.verify(&old).await.is_err());
    jwt.verify(&issuer.token()).await.unwrap();
    assert_eq!(issuer.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_last_good_keys_go_on_while_the_issuer_does_not_answer() {
    let issuer = Issuer::new(ed("a"));
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
async fn an_issuer_that_never_answered_is_nobody_s_fault_and_asked_again() {
    let issuer = Issuer::new(ed("a"));
    issuer.fall_silent();
    let jwt = issuer.verifier();
    assert!(matches!(jwt.verify(&issuer.token()).await, Err(RemoteTokenError::Unavailable)));
    issuer.publish();
    advance(JwksClient::REFETCH_COOLDOWN).await;
    jwt.verify(&issuer.token()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_leaves_takes_no_fetch_along() {
    let issuer = Issuer::new(ed("a"));
    let (jwt, token) = (issuer.verifier(), issuer.token());
    assert!(tokio::time::timeout(Duration::from_millis(50), jwt.verify(&token)).await.is_err());
    jwt.verify(&token).await.unwrap();
    assert_eq!(issuer.fetches(), 1);
}

#[tokio::test]
async fn keys_come_over_http_and_neither_too_many_nor_from_elsewhere() {
    let issuer = Issuer::new(ed("a"));
    let jwks = serde_json::to_vec(&issuer.keys.jwks()).unwrap();
    let router = axum::Router::new()
        .route("/jwks.json", axum::routing::get(move || async move { jwks }))
        .route("/large", axum::routing::get(|| async { vec![b' '; 300 * 1024] }))
        .route("/moved", axum::routing::get(|| async { axum::response::Redirect::to("/jwks.json") }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let at = |path: &str| {
        let keys = JwksClient::from_url(&format!("http://{address}{path}")).unwrap();
        Jwt::<Value, _>::issued_by(ISSUER, AUDIENCE, keys)
    };
    at("/jwks.json").verify(&issuer.token()).await.unwrap();
    for path in ["/large", "/moved", "/nothing"] {
        assert!(matches!(at(path).verify(&issuer.token()).await, Err(RemoteTokenError::Unavailable)), "{path}");
    }
    let nobody = JwksClient::from_url("https://127.0.0.1:1/").unwrap();
    let jwt = Jwt::<Value, _>::issued_by(ISSUER, AUDIENCE, nobody);
    assert!(matches!(jwt.verify(&issuer.token()).await, Err(RemoteTokenError::Unavailable)));
}
