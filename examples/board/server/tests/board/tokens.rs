//! Invalid access tokens.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, get_current_timestamp};
use serde_json::{Value, json};

use crate::harness::{Board, SECRET};

async fn assert_rejected(token: impl Fn(&str) -> String, message: &str) {
    let board = Board::sqlite().await;
    let session = board.sign_up("ann@example.com").await;
    let token = token(session.data()["user"]["id"].as_str().unwrap());
    for response in [
        board.query("auth.me", json!(null), &token).await,
        board.mutate("posts.create", json!({"title": "a", "body": ""}), &token).await,
    ] {
        response.assert_error(401, "UNAUTHORIZED", "Unauthorized");
        assert_eq!(response.message(), message);
    }
    assert_eq!(board.query("posts.list", json!({}), "").await.status, 200, "server no longer responds");
}

fn sign(algorithm: Algorithm, secret: &str, claims: &Value) -> String {
    encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(secret.as_bytes()).unwrap()).unwrap()
}

fn valid_claims(user: &str) -> Value {
    json!({"sub": user, "iat": 0, "exp": get_current_timestamp() + 60})
}

#[tokio::test]
async fn accepts_valid_token() {
    let board = Board::sqlite().await;
    let session = board.sign_up("ann@example.com").await;
    let token = sign(Algorithm::HS256, SECRET, &valid_claims(session.data()["user"]["id"].as_str().unwrap()));
    assert_eq!(board.query("auth.me", json!(null), &token).await.status, 200, "the other tests rely on this token");
}

#[tokio::test]
async fn rejects_expired_token() {
    let claims = |user: &str| json!({"sub": user, "iat": 0, "exp": get_current_timestamp() - 60});
    assert_rejected(|user| sign(Algorithm::HS256, SECRET, &claims(user)), "access token expired").await;
}

#[tokio::test]
async fn rejects_token_signed_with_other_algorithm() {
    assert_rejected(|user| sign(Algorithm::HS512, SECRET, &valid_claims(user)), "invalid access token").await;
}

#[tokio::test]
async fn rejects_token_signed_with_other_key() {
    assert_rejected(
        |user| sign(Algorithm::HS256, "another secret that is long enough for a key", &valid_claims(user)),
        "invalid access token",
    )
    .await;
}

#[tokio::test]
async fn rejects_token_signed_with_none() {
    let none = |user: &str| {
        let segment = |json: Value| BASE64_URL_SAFE_NO_PAD.encode(json.to_string());
        format!("{}.{}.", segment(json!({"alg": "none", "typ": "JWT"})), segment(valid_claims(user)))
    };
    assert_rejected(none, "invalid access token").await;
}

#[tokio::test]
async fn rejects_token_without_expiry() {
    assert_rejected(|user| sign(Algorithm::HS256, SECRET, &json!({"sub": user, "iat": 0})), "invalid access token")
        .await;
}

#[tokio::test]
async fn rejects_malformed_token() {
    assert_rejected(|_| "made up".to_owned(), "invalid access token").await;
}

#[tokio::test]
async fn rejects_token_of_unknown_account() {
    assert_rejected(|_| sign(Algorithm::HS256, SECRET, &valid_claims("nobody")), "account no longer exists").await;
}

#[tokio::test]
async fn rejects_missing_token_and_other_scheme() {
    let board = Board::sqlite().await;
    board.request(reqwest::Method::GET, "/auth.me").send().await.unwrap();
    for scheme in ["Basic YTpi", "Bearer", "Bearer "] {
        let response =
            board.request(reqwest::Method::GET, "/auth.me").header("authorization", scheme).send().await.unwrap();
        assert_eq!(response.status(), 401, "{scheme}");
    }
}
