//! Tests of timeouts, concurrency limits and load shedding.

use futures_util::join;
use isotype_core::{CallMethod, CallResponse, Code, Request};
use isotype_testing::Client;
use std::sync::Arc;

use crate::app::{App, api, code_and_type};

#[tokio::test(start_paused = true)]
async fn cancels_calls_after_the_timeout() {
    let client = Client::new(api(), App::default());
    assert_eq!(client.call::<String>("sleep", &10).await.unwrap(), "awake");
    let error = client.call::<String>("sleep", &1000).await.unwrap_err();
    assert_eq!(code_and_type(&error), (Code::Timeout, "TimedOut"));
}

#[tokio::test(start_paused = true)]
async fn delays_calls_above_the_concurrency_limit() {
    let client = Client::new(api(), App::default());
    let start = tokio::time::Instant::now();
    let (one, two) = join!(client.call::<String>("limited", &1000), client.call::<String>("limited", &1000));
    assert!(one.is_ok() && two.is_ok());
    assert!(start.elapsed().as_millis() >= 2000, "the calls did not run one after the other");
}

#[tokio::test(start_paused = true)]
async fn sheds_calls_above_the_limit() {
    let client = Client::new(api(), App::default());
    let (one, two) = join!(client.call::<String>("shed", &1000), client.call::<String>("shed", &1000));
    assert!(one.is_ok());
    assert_eq!(code_and_type(&two.unwrap_err()), (Code::ServiceUnavailable, "Overloaded"));
    assert!(client.call::<String>("shed", &0).await.is_ok(), "the permit was not released");
}

#[tokio::test]
async fn stream_counts_until_it_is_dropped() {
    let (api, state) = (Arc::new(api()), Arc::new(App::default()));
    let open = || {
        let procedure = api.resolve("shedStream");
        let call = procedure.call(CallMethod::InProcess, state.clone(), Arc::new(Request::default()));
        procedure.run(call)
    };
    let Ok(CallResponse::Events(first)) = open().await else { panic!("the stream did not open") };
    assert_eq!(open().await.unwrap_err().code, Code::ServiceUnavailable);
    drop(first);
    assert!(open().await.is_ok());
}
