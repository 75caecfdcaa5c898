//! HTTP application that serves the catalogue once per configuration.

use std::time::Duration;

use isotype::axum::{Drain, Limits, Routes};

use crate::{api, invalid_contract};

/// Serves the catalogue at one path per configuration; `drain` ends the open streams.
pub fn app(drain: &Drain) -> axum::Router {
    let defaults = || Routes::new(api(), ()).drain(drain);
    let (interval, idle) = (Duration::from_millis(30), Duration::from_millis(50));
    let small = Limits { batch_size: 2, body: 64, upload: 64, subscriptions: 2, ..Limits::default() };
    axum::Router::new()
        .merge(defaults().explorer(true).at("/plain"))
        .merge(defaults().method_override(true).at("/override"))
        .merge(defaults().limits(Limits { batch_size: 0, ..Limits::default() }).at("/nobatch"))
        .merge(defaults().limits(small).at("/small"))
        .merge(Routes::new(invalid_contract::api(), ()).explorer(true).at("/invalid-contract"))
        .merge(defaults().keep_alive(interval).websocket_keep_alive(idle, idle).at("/pings"))
        .merge(defaults().max_stream_duration(Duration::from_millis(150)).at("/short"))
}
