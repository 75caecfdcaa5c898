//! Access tokens that are not good.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, get_current_timestamp};
use serde_json::{Value, json};

use crate::harness::{Board, SECRET};

async fn refused(token: impl Fn(&str) -> String, message: &str) {
    let board = Board::sqlite().await;
    let session = board.sign_up("ann@example.com").await;
    let token = token(session.data()["user"]["id"].as_str().unwrap());
    for answer in [
        board.query("auth.me", json!(null), &token).await,
        board.mutate("posts.create", json!({"title": "a", "body": ""}), &token).await,
    ] {
        answer.assert_error(401, "UNAUTHORIZED", "Unauthorized");
        assert_eq!(answer.message(), message);
    }
    assert_eq!(board.query("posts.list", json!({}), "").await.status, 200, "the server goes on");
}

fn signed(algorithm: Algorithm, secret: &str, claims: &Value) -> String {
    encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(secret.as_bytes()).unwrap()).unwrap()
}

fn good(user: &str) -> Value {
    json!({"sub": user, "iat": 0, "exp": get_current_timestamp() + 60})
}

#[tokio::test]
async fn a_good_token_made_here_is_taken() {
    let board = Board::sqlite().await;
    let session = board.sign_up("ann@example.com").await;
    let token = signed(Algorithm::HS256, SECRET, &good(session.data()["user"]["id"].as_str().unwrap()));
    assert_eq!(board.query("auth.me", json!(null), &token).await.status, 200, "or the refusals below prove nothing");
}

#[tokio::test]
async fn an_expired_token() {
    let expired = |user: &str| json!({"sub": user, "iat": 0, "exp": get_current_timestamp() - 60});
    refused(|user| signed(Algorithm::HS256, SECRET, &expired(user)), "access token expired").await;
}

#[tokio::test]
async fn a_token_of_the_wrong_algorithm() {
    refused(|user| signed(Algorithm::HS512, SECRET, &good(user)), "invalid access token").await;
}

#[tokio::test]
async fn a_token_of_another_key() {
    refused(
        |user| signed(Algorithm::HS256, "another secret of enough bytes to be one", &good(user)),
        "invalid access token",
    )
    .await;
}

#[tokio::test]
async fn a_token_of_no_algorithm() {
    let none = |user: &str| {
        let part = |json: Value| BASE64_URL_SAFE_NO_PAD.encode(json.to_string());
        format!("{}.{}.", part(json!({"alg": "none", "typ": "JWT"})), part(good(user)))
    };
    refused(none, "invalid access token").await;
}

#[tokio::test]
async fn a_token_without_an_end() {
    refused(|user| signed(Algorithm::HS256, SECRET, &json!({"sub": user, "iat": 0})), "invalid access token").await;
}

#[tokio::test]
async fn a_token_that_is_none() {
    refused(|_| "made up".to_owned(), "invalid access token").await;
}

#[tokio::test]
async fn a_token_of_a_user_who_is_gone() {
    refused(|_| signed(Algorithm::HS256, SECRET, &good("nobody")), "this account does not exist any more").await;
}

#[tokio::test]
async fn no_token_and_another_scheme() {
    let board = Board::sqlite().await;
    board.request(reqwest::Method::GET, "/auth.me").send().await.unwrap();
    for scheme in ["Basic YTpi", "Bearer", "Bearer "] {
        let response =
            board.request(reqwest::Method::GET, "/auth.me").header("authorization", scheme).send().await.unwrap();
        assert_eq!(response.status(), 401, "{scheme}");
    }
}
