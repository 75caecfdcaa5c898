//! Signing up and in.

use serde_json::json;

use crate::harness::{ADMIN, Board, both_engines};

both_engines! {
    a_new_account_is_signed_in
    an_address_has_one_account_however_it_is_typed
    each_broken_rule_is_told_by_its_field
    a_wrong_password_and_an_unknown_address_look_alike
    the_configured_address_is_an_administrators
}

async fn a_new_account_is_signed_in(board: Board) {
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

async fn an_address_has_one_account_however_it_is_typed(board: Board) {
    board.sign_up("ann@example.com").await;
    let again = json!({"email": "ANN@example.com", "password": "correct horse", "name": "Other"});
    board.mutate("auth.signUp", again, "").await.assert_error(409, "CONFLICT", "EmailTaken");
}

async fn each_broken_rule_is_told_by_its_field(board: Board) {
    let answer = board.mutate("auth.signUp", json!({"email": "no", "password": "short", "name": "  "}), "").await;
    answer.assert_error(400, "BAD_REQUEST", "Invalid");
    let fields = answer.body["error"]["data"]["error"]["fields"].as_object().unwrap();
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["email", "name", "password"]);
}

async fn a_wrong_password_and_an_unknown_address_look_alike(board: Board) {
    board.sign_up("ann@example.com").await;
    let mut bodies = Vec::new();
    for email in ["ann@example.com", "nobody@example.com"] {
        let answer = board.mutate("auth.signIn", json!({"email": email, "password": "wrong horse"}), "").await;
        answer.assert_error(401, "UNAUTHORIZED", "WrongCredentials");
        assert!(answer.cookie.is_none());
        bodies.push(answer.body);
    }
    assert_eq!(bodies[0], bodies[1]);
}

async fn the_configured_address_is_an_administrators(board: Board) {
    assert_eq!(board.sign_up(&ADMIN.to_uppercase()).await.data()["user"]["role"], "admin");
}
