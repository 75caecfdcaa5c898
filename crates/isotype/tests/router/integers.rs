//! Tests of integer encodings in every part of a call.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use isotype::testing::Client;
use isotype::{
    CallError, CallMethod, CallResponse, Deferred, IntegerEncoding, PreSerialized, ProcedureKind, RawInput, Request,
    Streaming, prelude::*, query, raw,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::lossless::logged;

/// 2⁵³ + 1: `JSON.parse` rounds it to 9007199254740992.
const MANY: u64 = (1 << 53) + 1;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
struct Post {
    id: u64,
    title: String,
    meta: Value,
}

fn post(meta: Value) -> Post {
    Post { id: MANY, title: "7".to_owned(), meta }
}

async fn same(_: Ctx<()>, post: Post) -> Post {
    post
}

async fn odd(_: Ctx<()>, _: ()) -> Post {
    post(json!({ "likes": MANY }))
}

#[derive(Debug, thiserror::Error, ProcedureError)]
enum DiskError {
    #[error("the disk is full")]
    #[code(Conflict)]
    Full { used: u64, name: String },
}

async fn full(_: Ctx<()>, _: ()) -> Result<(), DiskError> {
    Err(DiskError::Full { used: MANY, name: "7".to_owned() })
}

fn watch(_: Ctx<()>, _: ()) -> impl Stream<Item = Result<Tracked<Post>, DiskError>> {
    let failure = Err(DiskError::Full { used: 1, name: String::new() });
    stream::iter([Ok(Tracked::new("7", post(json!(7)))), failure])
}

async fn streamed(_: Ctx<()>, _: ()) -> Streaming<impl Stream<Item = u64> + Send> {
    Streaming(stream::iter([MANY, 1]))
}

#[derive(Serialize, Type)]
struct Parts {
    total: u64,
    first: Deferred<u64>,
    post: Deferred<Post>,
    count: Deferred<u32>,
}

async fn parts(_: Ctx<()>, _: ()) -> Parts {
    let (first, count) = (Deferred::new(async { MANY }), Deferred::new(async { 7 }));
    Parts { total: MANY, first, post: Deferred::new(async { post(json!(7)) }), count }
}

async fn shared(ctx: Ctx<PreSerialized<Post>>, _: ()) -> Vec<PreSerialized<Post>> {
    vec![ctx.state().clone()]
}

async fn given(_: Ctx<()>, input: Bytes) -> Result<Bytes, CallError> {
    Ok(input)
}

fn api() -> Router<()> {
    Router::new()
        .query("same", same)
        .query("odd", odd)
        .query("full", full)
        .subscription("watch", watch)
        .query("streamed", streamed)
        .query("parts", parts)
        .procedure("typed", raw(ProcedureKind::Query, given).typed::<u64, u64>())
        .dynamic("any", |_| Some(query(same)))
}

/// Calls a procedure with JSON input and returns the response.
async fn answer<S: Default + Send + Sync + 'static>(api: &Arc<Router<S>>, name: &str, input: &str) -> CallResponse {
    answer_of(api, S::default(), name, input).await
}

async fn answer_of<S: Send + Sync + 'static>(api: &Arc<Router<S>>, state: S, name: &str, input: &str) -> CallResponse {
    let procedure = api.resolve(name);
    let call = procedure.call(CallMethod::InProcess, Arc::new(state), Arc::new(Request::default()));
    let input = RawInput::Json(Bytes::copy_from_slice(input.as_bytes()));
    let call = call.with_input(input).with_buffer(b"data:".to_vec());
    procedure.run(call).await.expect("an answer")
}

async fn text<S: Default + Send + Sync + 'static>(api: &Arc<Router<S>>, name: &str, input: &str) -> String {
    text_of(answer(api, name, input).await)
}

fn text_of(answer: CallResponse) -> String {
    let CallResponse::Value(json) = answer else { panic!("a value") };
    String::from_utf8(json).expect("text")
}

#[tokio::test]
async fn encodes_integers_everywhere_on_the_wire() {
    for policy in [IntegerEncoding::BigInt, IntegerEncoding::String] {
        let api = Arc::new(Router::new().nest("posts", api()).integers(policy));
        let sent = r#"{"id":"9007199254740993","title":"7","meta":{"id":"7","likes":7}}"#;
        assert_eq!(text(&api, "posts.same", sent).await, format!("data:{sent}"));
        let number = sent.replace(r#""9007199254740993""#, "9007199254740993");
        assert_eq!(text(&api, "posts.same", &number).await, format!("data:{sent}"), "numbers are read, too");
        // Raw JSON is passed through unchanged, and dynamic procedures have no contract.
        assert_eq!(text(&api, "posts.typed", r#""7""#).await, r#"data:"7""#);
        let small = r#"{"id":7,"title":"7","meta":null}"#;
        assert_eq!(text(&api, "posts.any.thing", small).await, format!("data:{small}"));
    }
}

#[tokio::test]
async fn encodes_integers_in_events_deferred_fields_and_errors() {
    let api = Arc::new(api().integers(IntegerEncoding::BigInt));
    let CallResponse::Events(events) = answer(&api, "watch", "").await else { panic!("events") };
    let events: Vec<_> = events.collect().await;
    let [Ok(event), Err(failure)] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(String::from_utf8_lossy(&event.json), r#"{"id":"9007199254740993","title":"7","meta":7}"#);
    let error = failure.declared_error.as_ref().map(|error| error.get());
    assert_eq!(error, Some(r#"{"type":"Full","used":"1","name":""}"#));

    let CallResponse::Events(items) = answer(&api, "streamed", "").await else { panic!("items") };
    let items: Vec<_> = items.map(|item| String::from_utf8(item.expect("an item").json)).collect().await;
    assert_eq!(items, [Ok(r#""9007199254740993""#.to_owned()), Ok(r#""1""#.to_owned())]);

    let CallResponse::WithDeferred(json, members) = answer(&api, "parts", "").await else { panic!("parts") };
    assert_eq!(
        String::from_utf8_lossy(&json),
        r#"data:{"total":"9007199254740993","first":0e0,"post":0e1,"count":0e2}"#
    );
    let mut later = Vec::new();
    for member in members {
        later.push((member.key, String::from_utf8(member.value.await.expect("a part")).expect("text")));
    }
    let expected = [
        ("count", "7"),
        ("first", r#""9007199254740993""#),
        ("post", r#"{"id":"9007199254740993","title":"7","meta":7}"#),
    ];
    assert_eq!(later, expected.map(|(key, json)| (key.to_owned(), json.to_owned())));

    let refusal =
        Client::new(self::api().integers(IntegerEncoding::BigInt), ()).call::<()>("full", &()).await.unwrap_err();
    assert_eq!(refusal.error, json!({ "type": "Full", "used": "9007199254740993", "name": "7" }));
}

#[tokio::test]
async fn rejects_a_number_that_is_not_an_integer() {
    let client = Client::new(api().integers(IntegerEncoding::String), ());
    let log = logged(async { client.call::<Value>("odd", &()).await.unwrap_err() }).await;
    assert!(log.contains("error=meta.likes: 9007199254740993 exceeds JavaScript's safe integer range"), "{log}");
    let refused = client.call::<Value>("same", &json!({ "id": "x", "title": "", "meta": 0 })).await.unwrap_err();
    assert_eq!(refused.message, "invalid input: id: invalid type: string \"x\", expected u64");
}

#[tokio::test]
async fn encodes_a_pre_serialized_value_for_each_router() {
    let state = PreSerialized::new(post(json!(7)));
    let api = || Router::new().query("shared", shared);
    let by_policy = Arc::new(api().integers(IntegerEncoding::BigInt));
    let numbers = Client::new(api(), state.clone());
    for _ in 0..2 {
        let text = text_of(answer_of(&by_policy, state.clone(), "shared", "").await);
        assert_eq!(text, r#"data:[{"id":"9007199254740993","title":"7","meta":7}]"#);
        let log = logged(async { numbers.call::<Value>("shared", &()).await.unwrap_err() }).await;
        assert!(log.contains("error=[0].id: 9007199254740993 exceeds"), "{log}");
    }
}

#[tokio::test]
async fn returns_numbers_to_a_rust_caller() {
    let client = Client::new(api().integers(IntegerEncoding::BigInt), ());
    let sent = post(json!({ "id": "7" }));
    assert_eq!(client.call::<Post>("same", &sent).await.unwrap(), sent);
}

#[derive(Debug, Serialize, Deserialize, Type)]
#[serde(untagged)]
enum Key {
    Number(u64),
    Name(String),
}

async fn find(_: Ctx<()>, _: Key) {}

#[tokio::test]
async fn an_ambiguous_contract_fails_every_call() {
    let api = || Router::new().query("find", find).query("same", same).integers(IntegerEncoding::String);
    let refused = api().prepare().expect_err("nothing tells the variants").to_string();
    assert!(refused.contains("Key (") && refused.contains("tag the enum"), "{refused}");
    let client = Client::new(api(), ());
    let log = logged(async { client.call::<Value>("same", &post(json!(1))).await.unwrap_err() }).await;
    assert!(log.contains("Key ("), "{log}");
}

#[test]
#[should_panic(expected = "conflicting integer encodings BigInt and String")]
fn rejects_two_integer_encodings_at_registration() {
    let posts = Router::<()>::new().integers(IntegerEncoding::String);
    drop(Router::new().integers(IntegerEncoding::BigInt).nest("posts", posts));
}

#[test]
fn a_nested_router_inherits_the_encoding() {
    let inner = || Router::new().query("same", same);
    let stated = Router::new().nest("a", inner().integers(IntegerEncoding::String)).nest("b", inner());
    assert_eq!(stated.contract().expect("can be told").integers, IntegerEncoding::String);
    let numbers = Router::new().nest("a", inner());
    assert_eq!(numbers.contract().expect("can be told").integers, IntegerEncoding::Number);
}
