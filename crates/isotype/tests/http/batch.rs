//! Tests of batches as sent by `httpBatchLink`.

use crate::app::{get, post};

#[tokio::test]
async fn responds_in_the_order_of_the_calls() {
    let answer = get("greet,ping?batch=1&input=%7B%220%22%3A%7B%22name%22%3A%22x%22%7D%7D").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.text, r#"[{"result":{"data":{"message":"hello x"}}},{"result":{"data":"pong"}}]"#);
}

#[tokio::test]
async fn responds_with_207_to_mixed_results() {
    let answer = get("ping,missing,greet?batch=1").await;
    assert_eq!(answer.status, 207);
    let json = answer.json();
    assert_eq!(json[0]["result"]["data"], "pong");
    assert_eq!(json[1]["error"]["data"]["code"], "NOT_FOUND");
    assert_eq!(json[2]["error"]["data"]["code"], "BAD_REQUEST");
}

#[tokio::test]
async fn keeps_the_status_of_equal_results() {
    assert_eq!(get("a,b?batch=1").await.status, 404);
}

#[tokio::test]
async fn a_panic_fails_only_its_call() {
    let answer = post("posts.create,posts.create?batch=1", r#"{"0":{"title":"panic"},"1":{"title":"fine"}}"#).await;
    assert_eq!(answer.status, 207);
    assert_eq!(answer.json()[0]["error"]["data"]["code"], "INTERNAL_SERVER_ERROR");
    assert_eq!(answer.json()[1]["result"]["data"], "fine");
}

#[tokio::test]
async fn checks_guards_of_batched_calls() {
    let answer = get("ping,posts.mine?batch=1").await;
    assert_eq!(answer.json()[1]["error"]["data"]["code"], "UNAUTHORIZED");
}

#[tokio::test]
async fn rejects_a_batch_with_too_many_calls() {
    assert_eq!(get(&format!("{}?batch=1", ["ping"; 20].join(","))).await.status, 200);
    let (status, code, message) = get(&format!("{}?batch=1", ["ping"; 21].join(","))).await.failure();
    assert_eq!((status, code.as_str()), (400, "BAD_REQUEST"));
    assert_eq!(message, "Batch call exceeds maximum size: 21 calls, and at most 20 are taken");
}

#[tokio::test]
async fn rejects_mixed_procedure_kinds() {
    assert_eq!(get("ping,strict?batch=1").await.failure().2, "Cannot mix procedure types in call: query, mutation");
}

#[tokio::test]
async fn rejects_a_batched_subscription() {
    assert_eq!(get("count?batch=1").await.json()[0]["error"]["message"], "Cannot batch subscription calls");
}

#[tokio::test]
async fn requires_inputs_to_be_an_object() {
    let answer = get("greet,greet?batch=1&input=%5B%5D").await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json()[1]["error"]["message"], "\"input\" needs to be an object when doing a batch call");
}

#[tokio::test]
async fn treats_a_comma_as_part_of_the_name_without_batch() {
    assert_eq!(get("ping,ping").await.status, 404);
}
