//! Scopes of tokens and roles of users.

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, get_current_timestamp};
use serde_json::{Value, json};

use crate::harness::{ADMIN, Board, SECRET};

fn token(user: &Value, scope: &str) -> String {
    token_until(user, scope, get_current_timestamp() + 60)
}

pub(crate) fn token_until(user: &Value, scope: &str, expires_at: u64) -> String {
    let claims = json!({"sub": user["id"], "iat": 0, "exp": expires_at, "scope": scope});
    encode(&Header::new(Algorithm::HS256), &claims, &EncodingKey::from_secret(SECRET.as_bytes()).unwrap()).unwrap()
}

#[tokio::test]
async fn rejects_write_without_scope() {
    let board = Board::sqlite().await;
    let session = board.sign_up("ann@example.com").await;
    for scope in ["", "posts:read", "posts", "posts:writer"] {
        let token = token(&session.data()["user"], scope);
        assert_eq!(board.query("auth.me", json!(null), &token).await.status, 200);
        let rejected = board.mutate("posts.create", json!({"title": "one", "body": ""}), &token).await;
        rejected.assert_error(403, "FORBIDDEN", "Forbidden");
        assert_eq!(rejected.message(), "missing permission posts:write");
    }
    board.post("one", &token(&session.data()["user"], "other posts:write")).await;
}

#[tokio::test]
async fn restricts_scope_to_role() {
    let board = Board::sqlite().await;
    let post = board.post("one", &board.member("ann@example.com").await).await;
    let member = board.sign_up("bob@example.com").await.data()["user"].clone();
    let admin = board.sign_up(ADMIN).await.data()["user"].clone();
    for (user, scope, status) in [
        (&member, "posts:write posts:moderate", 403),
        (&admin, "posts:write", 403),
        (&admin, "posts:write posts:moderate", 200),
    ] {
        let response = board.mutate("posts.remove", json!({"id": post["id"]}), &token(user, scope)).await;
        assert_eq!(response.status, status, "{} {scope}: {}", user["email"], response.body);
    }
}

#[tokio::test]
async fn rehashes_password_with_outdated_parameters() {
    let board = Board::sqlite().await;
    board.sign_up("ann@example.com").await;
    let old = isotype::auth::Passwords::with_cost(8 * 1024, 1, 1).unwrap().hash("correct horse").await.unwrap();
    let pool = board.database.pool();
    sqlx::query("UPDATE users SET password_hash = ?").bind(&old).execute(pool).await.unwrap();
    let stored = || sqlx::query_scalar::<_, String>("SELECT password_hash FROM users").fetch_one(pool);
    let sign_in = |password| board.mutate("auth.signIn", json!({"email": "ann@example.com", "password": password}), "");
    assert_eq!(sign_in("wrong horse").await.status, 401);
    assert_eq!(stored().await.unwrap(), old);
    assert_eq!(sign_in("correct horse").await.status, 200);
    assert!(stored().await.unwrap().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    assert_eq!(sign_in("correct horse").await.status, 200);
}
