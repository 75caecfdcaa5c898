//! Refresh tokens and their cookie.

use serde_json::json;

use crate::harness::{Board, CallResponse, both_engines};

both_engines! {
    sets_restricted_cookie_and_stores_digest
    rotates_tokens
    revokes_family_on_reuse
    keeps_families_of_a_user_separate
    returns_same_token_to_concurrent_requests
    revokes_token_at_sign_out
    rejects_missing_and_unknown_token
}

fn cookie(response: &CallResponse) -> String {
    response.cookie.as_deref().unwrap().split(';').next().unwrap().to_owned()
}

async fn sets_restricted_cookie_and_stores_digest(board: Board) {
    let session = board.sign_up("ann@example.com").await;
    let cookie = session.cookie.unwrap();
    for part in ["; HttpOnly", "; SameSite=Strict", "; Path=/;", "; Max-Age=2592000"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let token = cookie.split(['=', ';']).nth(1).unwrap();
    assert!(!session.body.to_string().contains(token));
    let rows = sqlx::query_scalar::<_, String>("SELECT current_digest FROM isotype_refresh_token_families")
        .fetch_all(board.database.pool())
        .await
        .unwrap();
    assert_eq!(rows, [isotype::auth::OpaqueToken::digest_of(token)]);
}

async fn rotates_tokens(board: Board) {
    let first = board.sign_up("ann@example.com").await;
    let second = board.with_cookie("auth.refresh", &cookie(&first)).await;
    assert_eq!(second.data()["user"], first.data()["user"]);
    assert_ne!(cookie(&second), cookie(&first));
    let token = second.data()["accessToken"].as_str().unwrap();
    assert_eq!(board.query("auth.me", json!(null), token).await.status, 200);
    assert_eq!(board.with_cookie("auth.refresh", &cookie(&second)).await.status, 200);
}

async fn revokes_family_on_reuse(board: Board) {
    let first = board.sign_up("ann@example.com").await;
    let second = board.with_cookie("auth.refresh", &cookie(&first)).await;
    let third = board.with_cookie("auth.refresh", &cookie(&second)).await;
    let replayed = board.with_cookie("auth.refresh", &cookie(&first)).await;
    replayed.assert_error(401, "UNAUTHORIZED", "Unauthorized");
    assert!(replayed.cookie.unwrap().contains("Max-Age=0"));
    board.with_cookie("auth.refresh", &cookie(&third)).await.assert_error(401, "UNAUTHORIZED", "Unauthorized");
}

async fn keeps_families_of_a_user_separate(board: Board) {
    let laptop = board.sign_up("ann@example.com").await;
    let phone = board.mutate("auth.signIn", json!({"email": "ann@example.com", "password": "correct horse"}), "").await;
    let second = board.with_cookie("auth.refresh", &cookie(&laptop)).await;
    board.with_cookie("auth.refresh", &cookie(&second)).await;
    board.with_cookie("auth.refresh", &cookie(&laptop)).await.assert_error(401, "UNAUTHORIZED", "Unauthorized");
    assert_eq!(board.with_cookie("auth.refresh", &cookie(&phone)).await.status, 200);
}

async fn returns_same_token_to_concurrent_requests(board: Board) {
    let first = cookie(&board.sign_up("ann@example.com").await);
    let (one, two) = tokio::join!(board.with_cookie("auth.refresh", &first), board.with_cookie("auth.refresh", &first));
    assert_eq!([one.status, two.status], [200, 200]);
    assert_eq!(cookie(&one), cookie(&two));
    assert_eq!(board.with_cookie("auth.refresh", &cookie(&one)).await.status, 200);
}

async fn revokes_token_at_sign_out(board: Board) {
    let session = board.sign_up("ann@example.com").await;
    let out = board.with_cookie("auth.signOut", &cookie(&session)).await;
    assert!(out.status == 200 && out.cookie.unwrap().contains("Max-Age=0"));
    board.with_cookie("auth.refresh", &cookie(&session)).await.assert_error(401, "UNAUTHORIZED", "Unauthorized");
    assert_eq!(board.with_cookie("auth.signOut", &cookie(&session)).await.status, 200);
}

async fn rejects_missing_and_unknown_token(board: Board) {
    for cookie in ["", "refresh=", "refresh=made-up", "other=1"] {
        board.with_cookie("auth.refresh", cookie).await.assert_error(401, "UNAUTHORIZED", "Unauthorized");
    }
}
