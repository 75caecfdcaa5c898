//! Sign-up and sign-in.

use serde_json::json;

use crate::harness::{ADMIN, Board, both_engines};

both_engines! {
    signs_in_new_account
    rejects_second_account_with_same_address
    reports_invalid_fields
    hides_whether_address_has_an_account
    makes_configured_address_an_administrator
}

async fn signs_in_new_account(board: Board) {
    let session = board.sign_up("Ann@Example.com").await;
    let user = &session.data()["user"];
    assert_eq!(
        (&user["email"], &user["name"], &user["role"]),
        (&json!("ann@example.com"), &json!("Ann"), &json!("member"))
    );
    let me = board.query("auth.me", json!(null), session.data()["accessToken"].as_str().unwrap()).await;
    assert_eq!(me.data(), user);
    let again =
        board.mutate("auth.signIn", json!({"email": " ann@EXAMPLE.com ", "password": "correct horse"}), "").await;
    assert_eq!(again.data()["user"], *user);
}

async fn rejects_second_account_with_same_address(board: Board) {
    board.sign_up("ann@example.com").await;
    let again = json!({"email": "ANN@example.com", "password": "correct horse", "name": "Other"});
    board.mutate("auth.signUp", again, "").await.assert_error(409, "CONFLICT", "EmailTaken");
}

async fn reports_invalid_fields(board: Board) {
    let response = board.mutate("auth.signUp", json!({"email": "no", "password": "short", "name": "  "}), "").await;
    response.assert_error(400, "BAD_REQUEST", "Invalid");
    let fields = response.body["error"]["data"]["error"]["fields"].as_object().unwrap();
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["email", "name", "password"]);
}

async fn hides_whether_address_has_an_account(board: Board) {
    board.sign_up("ann@example.com").await;
    let mut bodies = Vec::new();
    for email in ["ann@example.com", "nobody@example.com"] {
        let response = board.mutate("auth.signIn", json!({"email": email, "password": "wrong horse"}), "").await;
        response.assert_error(401, "UNAUTHORIZED", "WrongCredentials");
        assert!(response.cookie.is_none());
        bodies.push(response.body);
    }
    assert_eq!(bodies[0], bodies[1]);
}

async fn makes_configured_address_an_administrator(board: Board) {
    assert_eq!(board.sign_up(&ADMIN.to_uppercase()).await.data()["user"]["role"], "admin");
}
