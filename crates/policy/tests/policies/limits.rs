//! What takes too long, and what is too much at once.

use futures_util::join;
use isotype_core::{Call, CallMethod, CallResponse, Code, RawInput, Request};
use isotype_testing::Client;
use std::sync::Arc;

use crate::app::{App, api, kind};

#[tokio::test(start_paused = true)]
async fn a_call_is_given_up_in_time() {
    let client = Client::new(api(), App::default());
    assert_eq!(client.call::<String>("sleep", &10).await.unwrap(), "awake");
    let refused = client.call::<String>("sleep", &1000).await.unwrap_err();
    assert_eq!(kind(&refused), (Code::Timeout, "TimedOut"));
}

#[tokio::test(start_paused = true)]
async fn calls_wait_for_their_turn() {
    let client = Client::new(api(), App::default());
    let begun = tokio::time::Instant::now();
    let (one, two) = join!(client.call::<String>("turns", &1000), client.call::<String>("turns", &1000));
    assert!(one.is_ok() && two.is_ok());
    assert!(begun.elapsed().as_millis() >= 2000, "one after the other");
}

#[tokio::test(start_paused = true)]
async fn what_is_too_much_is_refused_at_once() {
    let client = Client::new(api(), App::default());
    let (one, two) = join!(client.call::<String>("busy", &1000), client.call::<String>("busy", &1000));
    assert!(one.is_ok());
    assert_eq!(kind(&two.unwrap_err()), (Code::ServiceUnavailable, "Overloaded"));
    assert!(client.call::<String>("busy", &0).await.is_ok(), "and then there is room again");
}

#[tokio::test]
async fn a_stream_keeps_its_place_for_as_long_as_it_is_open() {
    let (api, state) = (Arc::new(api()), Arc::new(App::default()));
    let open = || {
        let (input, request) = (RawInput::Json(Default::default()), Arc::new(Request::default()));
        let (state, buffer) = (state.clone(), Vec::new());
        api.call(Call {
            name: "open",
            method: CallMethod::InProcess,
            input,
            idempotency_key: None,
            state,
            request,
            buffer,
        })
    };
    let Ok(CallResponse::Events(first)) = open().await else { panic!("it opens") };
    assert_eq!(open().await.unwrap_err().code, Code::ServiceUnavailable);
    drop(first);
    assert!(open().await.is_ok());
}
