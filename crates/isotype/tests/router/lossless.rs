//! Tests of numbers that JavaScript would round or JSON cannot represent: the response contains no details, and the log
//! names the field.

use std::{
    io::{Result as IoResult, Write},
    sync::{Arc, Mutex},
};

use futures_util::{Stream, StreamExt, stream};
use isotype::testing::{Client, ClientError};
use isotype::{CallMethod, CallResponse, Deferred, PreSerialized, Request, Streaming, prelude::*, with};
use serde::Serialize;
use serde_json::{Value, json};
use tracing_subscriber::util::SubscriberInitExt;

/// 2⁵³ + 1: `JSON.parse` rounds it to 9007199254740992.
const MANY: u64 = (1 << 53) + 1;

#[derive(Serialize, Type)]
struct Page {
    posts: Vec<Post>,
}

#[derive(Serialize, Type)]
struct Post {
    views: u64,
}

fn page_of(views: impl IntoIterator<Item = u64>) -> Page {
    Page { posts: views.into_iter().map(|views| Post { views }).collect() }
}

async fn page(_: Ctx<()>, _: ()) -> Page {
    page_of([1, MANY])
}

async fn mean(_: Ctx<()>, of: Vec<f64>) -> [f64; 1] {
    [of.iter().sum::<f64>() / of.iter().map(|_| 1.0).sum::<f64>()]
}

async fn shared(_: Ctx<()>, _: ()) -> Vec<PreSerialized<Page>> {
    vec![PreSerialized::new(page_of([MANY]))]
}

#[derive(Debug, thiserror::Error, ProcedureError)]
enum DiskError {
    #[error("the disk is full")]
    #[code(Conflict)]
    Full { used: u64 },
}

async fn full(_: Ctx<()>, _: ()) -> Result<(), DiskError> {
    Err(DiskError::Full { used: MANY })
}

fn watch(_: Ctx<()>, _: ()) -> impl Stream<Item = Tracked<Page>> {
    stream::iter([1, MANY, 2]).map(|views| Tracked::new("id", page_of([views])))
}

async fn streamed(_: Ctx<()>, _: ()) -> Streaming<impl Stream<Item = Page> + Send> {
    Streaming(stream::iter([page_of([MANY])]))
}

#[derive(Serialize, Type)]
struct Parts {
    page: Deferred<Page>,
}

async fn parts(_: Ctx<()>, _: ()) -> Parts {
    Parts { page: Deferred::new(async { page_of([MANY]) }) }
}

#[derive(Serialize, Type)]
struct Marked {
    #[serde(with = "with::bigint")]
    #[isotype(type = with::BigInt)]
    views: u64,
    #[serde(with = "with::non_finite_float")]
    #[isotype(type = with::NonFiniteFloat)]
    mean: f64,
}

async fn marked(_: Ctx<()>, _: ()) -> Marked {
    Marked { views: MANY, mean: f64::NAN }
}

fn api() -> Router<()> {
    Router::new()
        .query("page", page)
        .query("mean", mean)
        .query("shared", shared)
        .query("full", full)
        .subscription("watch", watch)
        .query("streamed", streamed)
        .query("parts", parts)
        .query("marked", marked)
}

/// Captured log output.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, text: &[u8]) -> IoResult<usize> {
        self.0.lock().expect("the log").write(text)
    }

    fn flush(&mut self) -> IoResult<()> {
        Ok(())
    }
}

/// Asserts that the error of a failed call contains no details, and returns the log.
pub(crate) async fn logged(refuse: impl Future<Output = ClientError>) -> String {
    let log = Log::default();
    let writer = log.clone();
    let guard = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).set_default();
    let refusal = refuse.await;
    drop(guard);
    let log = String::from_utf8(log.0.lock().expect("the log").clone()).expect("text");
    assert_eq!((refusal.code, &*refusal.message), (Code::InternalServerError, "Internal server error"));
    assert_eq!(refusal.error, Value::Null);
    assert!(log.contains(&*refusal.request_id.expect("a request id")), "{log}");
    log
}

#[tokio::test]
async fn logs_the_field_and_returns_only_a_request_id() {
    let client = Client::new(api(), ());
    let call = async |name, input| logged(async { client.call::<Value>(name, &input).await.unwrap_err() }).await;
    let log = call("page", json!(null)).await;
    let expected = "error=posts[1].views: 9007199254740993 exceeds JavaScript's safe integer range (±9007199254740991); \
                    send it as a bigint with #[serde(with = \"isotype::with::bigint\")] #[isotype(type = isotype::with::BigInt)]";
    assert!(log.contains(expected) && log.contains("procedure=\"page\""), "{log}");
    assert!(
        call("mean", json!([]))
            .await
            .contains("error=[0]: JSON cannot represent the number NaN; send it as a string with")
    );
    assert!(call("shared", json!(null)).await.contains("error=[0].posts[0].views: 9007199254740993 exceeds"));
    assert!(call("full", json!(null)).await.contains("error=used: 9007199254740993 exceeds"));
}

#[tokio::test]
async fn ends_a_stream_and_rejects_a_deferred_field() {
    let client = Client::new(api(), ());
    for name in ["watch", "streamed"] {
        let log = logged(async { client.events(name, &(), None, 3).await.unwrap_err() }).await;
        assert!(log.contains("error=posts[0].views: 9007199254740993 exceeds"), "{log}");
    }
    let procedure = Arc::new(api()).resolve("parts");
    let call = procedure.call(CallMethod::InProcess, Arc::new(()), Arc::new(Request::default()));
    let CallResponse::WithDeferred(_, mut members) = procedure.run(call).await.unwrap() else { panic!("parts") };
    let member = members.pop().expect("one");
    let log = logged(async { member.value.await.unwrap_err().into() }).await;
    assert!(log.contains("error=posts[0].views: 9007199254740993 exceeds"), "{log}");
}

#[tokio::test]
async fn sends_values_with_an_encoding_of_their_own() {
    let answer: Value = Client::new(api(), ()).call("marked", &()).await.unwrap();
    assert_eq!(answer, json!({ "views": "9007199254740993", "mean": "NaN" }));
}
