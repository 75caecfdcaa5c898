//! Tests of the router: rejected registrations, order of layers and guards, and their errors in the contract.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod lossless;
mod revalidation;
mod integers;

use std::panic::{AssertUnwindSafe, catch_unwind};

use isotype::testing::Client;
use isotype::{Call, CallError, CallResult, Layer, Next, prelude::*};

async fn ping(_: Ctx<()>, _: ()) -> &'static str {
    "pong"
}

/// Returns a greeting.
#[procedure]
#[deprecated(note = "use ping")]
async fn hello(_: Ctx<()>, _: ()) -> &'static str {
    "hello"
}

struct Staff;

impl FromCall<()> for Staff {
    type Error = Unauthorized;

    async fn from_call(ctx: &Ctx<()>) -> Result<Staff, Unauthorized> {
        ctx.bearer().map(|_| Staff)
    }
}

struct Note(&'static str);

impl Layer<()> for Note {
    fn call<'a>(&'a self, call: Call<()>, next: Next<'a, ()>) -> futures_util::future::BoxFuture<'a, CallResult> {
        Box::pin(async move {
            call.ctx.append_header(http::header::VIA, http::HeaderValue::from_static(self.0));
            next.run(call).await
        })
    }
}

struct Closed;

impl Layer<()> for Closed {
    fn call<'a>(&'a self, _: Call<()>, _: Next<'a, ()>) -> futures_util::future::BoxFuture<'a, CallResult> {
        Box::pin(async { Err(CallError::from_error(Forbidden::new("closed for today"))) })
    }
}

fn panic_of(build: impl FnOnce() -> Router<()>) -> String {
    let panic = catch_unwind(AssertUnwindSafe(|| drop(build()))).expect_err("it should have panicked");
    panic.downcast_ref::<String>().cloned().expect("a message")
}

#[test]
fn reports_both_locations_of_a_duplicate_name() {
    let message = panic_of(|| Router::new().query("ping", ping).mutation("ping", ping));
    assert!(message.contains("the name is taken"), "{message}");
    assert_eq!(message.matches("router/main.rs").count(), 4, "{message}");
}

#[test]
fn rejects_a_namespace_that_is_also_a_procedure() {
    for (first, second) in [("posts", "posts.list"), ("posts.list", "posts")] {
        let message = panic_of(|| Router::new().query(first, ping).query(second, ping));
        assert!(message.contains("one is a namespace of the other"), "{message}");
    }
    let _ = Router::new().query("posts", ping).query("posts-list", ping).query("postss.list", ping);
}

#[test]
fn rejects_a_name_that_no_client_can_call() {
    assert!(panic_of(|| Router::new().query("a,b", ping)).contains("it contains ','"));
    assert!(panic_of(|| Router::new().nest("", Router::new().query("a", ping))).contains("empty segment"));
}

#[tokio::test]
async fn a_guard_covers_procedures_registered_before_and_after_it() {
    let inner = Router::new().query("before", ping).require::<Staff>().query("after", ping);
    let client = Client::new(Router::new().query("open", ping).nest("admin", inner), ());
    assert_eq!(client.call::<String>("open", &()).await.unwrap(), "pong");
    for name in ["admin.before", "admin.after"] {
        assert_eq!(client.call::<String>(name, &()).await.unwrap_err().code, Code::Unauthorized);
        assert_eq!(client.bearer("x").call::<String>(name, &()).await.unwrap(), "pong");
    }
}

#[tokio::test]
async fn a_layer_can_reject_a_call() {
    let client = Client::new(Router::new().query("ping", ping).layer(Closed), ());
    let refusal = client.call::<String>("ping", &()).await.unwrap_err();
    assert_eq!((refusal.code, refusal.error["type"].as_str()), (Code::Forbidden, Some("Forbidden")));
}

#[tokio::test]
async fn runs_the_layers_of_the_outer_router_first() {
    let inner = Router::new().query("ping", ping).layer(Note("second")).layer(Note("third"));
    let api = Router::new().nest("a", inner).layer(Note("first"));
    let request = std::sync::Arc::new(isotype::Request::default());
    let procedure = std::sync::Arc::new(api).resolve("a.ping");
    let call = procedure.call(isotype::CallMethod::Get, std::sync::Arc::new(()), request.clone());
    procedure.run(call).await.unwrap();
    let headers = request.take_response_headers().unwrap();
    let order: Vec<_> = headers.get_all("via").iter().map(|value| value.to_str().unwrap()).collect();
    assert_eq!(order, ["first", "second", "third"]);
}

#[test]
fn the_contract_contains_docs_locations_and_guard_errors() {
    #[expect(deprecated, reason = "to see that it is recorded")]
    let api = Router::new().query("hello", hello).nest("a", Router::new().query("ping", ping).require::<Staff>());
    let contract = api.contract().expect("can be told");
    let [fenced, hello] = &contract.procedures[..] else { panic!("two procedures") };
    assert_eq!((fenced.name.as_str(), &*fenced.errors[0].variants[0].name), ("a.ping", "Unauthorized"));
    assert_eq!((hello.docs.as_str(), hello.deprecated.as_deref()), ("Returns a greeting.", Some("use ping")));
    assert!(hello.source.file.ends_with("tests/router/main.rs"), "{:?}", hello.source);
    assert_eq!((hello.source.line, hello.source.column), (21, 10));
}

#[tokio::test]
async fn a_panic_in_a_raw_handler_fails_only_its_call() {
    use isotype::{Event, ProcedureKind, RawJson, raw, raw_subscription};
    let query = |_: Ctx<()>, _: RawJson| -> std::future::Ready<Result<RawJson, CallError>> { panic!("at once") };
    let events =
        |_: Ctx<()>, _: RawJson| -> futures_util::stream::Empty<Result<Event, CallError>> { panic!("at once") };
    let api = Router::new()
        .procedure("query", raw(ProcedureKind::Query, query))
        .procedure("events", raw_subscription(events));
    let client = Client::new(api, ());
    assert_eq!(client.call::<String>("query", &()).await.unwrap_err().code, Code::InternalServerError);
    assert_eq!(client.events("events", &(), None, 1).await.unwrap_err().code, Code::InternalServerError);
}

#[tokio::test]
async fn an_alias_passes_the_same_guard_and_is_not_in_the_bindings() {
    async fn named(ctx: Ctx<()>, _: ()) -> String {
        ctx.procedure_name().to_owned()
    }
    let posts = Router::new().procedure("list", isotype::query(named).renamed_from("all").renamed_from("every"));
    let api = Router::new().nest("posts", posts.require::<Staff>());
    assert_eq!(api.procedure_names().collect::<Vec<_>>(), ["posts.list"]);
    let contract = api.contract().expect("can be told");
    assert_eq!(contract.procedures[0].aliases, ["posts.all", "posts.every"]);
    let client = Client::new(api, ());
    for name in ["posts.list", "posts.all", "posts.every"] {
        assert_eq!(client.call::<String>(name, &()).await.unwrap_err().code, Code::Unauthorized);
        assert_eq!(client.bearer("x").call::<String>(name, &()).await.unwrap(), "posts.list");
    }
    assert_eq!(client.call::<String>("posts.none", &()).await.unwrap_err().code, Code::NotFound);
}

#[test]
fn rejects_an_alias_that_is_already_registered() {
    let renamed = |name: &str| isotype::query(ping).renamed_from(name);
    let message = panic_of(|| Router::new().query("old", ping).procedure("new", renamed("old")));
    assert!(
        message.contains("invalid former name \"old\" for procedure \"new\"") && message.contains("router/main.rs"),
        "{message}"
    );
    assert!(
        panic_of(|| Router::new().procedure("new", renamed("old")).query("old", ping))
            .contains("it is an earlier name of \"new\"")
    );
    assert!(
        panic_of(|| Router::new().procedure("a", renamed("old")).procedure("b", renamed("old")))
            .contains("the name is taken")
    );
    assert!(panic_of(|| Router::new().procedure("new", renamed("new"))).contains("the name is taken"));
    assert!(panic_of(|| Router::new().procedure("new", renamed("a,b"))).contains("it contains ','"));
    let _ = Router::new().query("posts.list", ping).procedure("posts.byId", renamed("posts"));
}

#[tokio::test]
async fn a_panic_in_a_resolver_fails_only_its_call() {
    let api = Router::<()>::new().dynamic("any", |_| panic!("at once")).query("ping", ping);
    let client = Client::new(api, ());
    assert_eq!(client.call::<String>("any.thing", &()).await.unwrap_err().code, Code::InternalServerError);
    assert_eq!(client.call::<String>("ping", &()).await.unwrap(), "pong");
}

#[tokio::test]
async fn limits_the_nesting_of_raw_json() {
    use isotype::{ProcedureKind, RawJson, raw};
    let api =
        Router::<()>::new().procedure("echo", raw(ProcedureKind::Query, async |_: Ctx<()>, input: RawJson| Ok(input)));
    let client = Client::new(api, ());
    let nested = |levels| (0..levels).fold(serde_json::Value::Null, |inner, _| serde_json::json!([inner]));
    assert_eq!(client.call::<serde_json::Value>("echo", &nested(127)).await.unwrap(), nested(127));
    let refusal = client.call::<serde_json::Value>("echo", &nested(129)).await.unwrap_err();
    assert_eq!(refusal.code, Code::BadRequest);
    assert_eq!(refusal.message, "invalid input: JSON is nested deeper than 128 levels");
}
