//! Batches, as `httpBatchLink` sends them.

use crate::app::{get, post};

#[tokio::test]
async fn replies_come_in_the_order_of_the_calls() {
    let answer = get("greet,ping?batch=1&input=%7B%220%22%3A%7B%22name%22%3A%22x%22%7D%7D").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.text, r#"[{"result":{"data":{"message":"hello x"}}},{"result":{"data":"pong"}}]"#);
}

#[tokio::test]
async fn mixed_outcomes_are_207() {
    let answer = get("ping,missing,greet?batch=1").await;
    assert_eq!(answer.status, 207);
    let json = answer.json();
    assert_eq!(json[0]["result"]["data"], "pong");
    assert_eq!(json[1]["error"]["data"]["code"], "NOT_FOUND");
    assert_eq!(json[2]["error"]["data"]["code"], "BAD_REQUEST");
}

#[tokio::test]
async fn like_outcomes_keep_their_status() {
    assert_eq!(get("a,b?batch=1").await.status, 404);
}

#[tokio::test]
async fn a_panic_is_that_call_s_alone() {
    let answer = post("posts.create,posts.create?batch=1", r#"{"0":{"title":"panic"},"1":{"title":"fine"}}"#).await;
    assert_eq!(answer.status, 207);
    assert_eq!(answer.json()[0]["error"]["data"]["code"], "INTERNAL_SERVER_ERROR");
    assert_eq!(answer.json()[1]["result"]["data"], "fine");
}

#[tokio::test]
async fn a_proof_cannot_be_missed_by_batching() {
    let answer = get("ping,posts.mine?batch=1").await;
    assert_eq!(answer.json()[1]["error"]["data"]["code"], "UNAUTHORIZED");
}

#[tokio::test]
async fn too_many_calls_are_refused_whole() {
    assert_eq!(get(&format!("{}?batch=1", ["ping"; 20].join(","))).await.status, 200);
    let (status, code, message) = get(&format!("{}?batch=1", ["ping"; 21].join(","))).await.failure();
    assert_eq!((status, code.as_str()), (400, "BAD_REQUEST"));
    assert_eq!(message, "Batch call exceeds maximum size: 21 calls, and at most 20 are taken");
}

#[tokio::test]
async fn kinds_cannot_be_mixed() {
    assert_eq!(get("ping,strict?batch=1").await.failure().2, "Cannot mix procedure types in call: query, mutation");
}

#[tokio::test]
async fn a_subscription_cannot_be_batched() {
    assert_eq!(get("count?batch=1").await.json()[0]["error"]["message"], "Cannot batch subscription calls");
}

#[tokio::test]
async fn inputs_must_be_an_object() {
    let answer = get("greet,greet?batch=1&input=%5B%5D").await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json()[1]["error"]["message"], "\"input\" needs to be an object when doing a batch call");
}

#[tokio::test]
async fn without_batch_a_comma_is_part_of_the_name() {
    assert_eq!(get("ping,ping").await.status, 404);
}
