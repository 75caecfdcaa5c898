//! The catalogue under settings that cases ask for.

use std::time::Duration;

use isotype::axum::{Drain, Limits, Routes};

use crate::{api, untold};

/// Every mount, under its name; their streams end by `drain`.
pub fn app(drain: &Drain) -> axum::Router {
    let defaults = || Routes::new(api(), ()).drain(drain);
    let (quick, patience) = (Duration::from_millis(30), Duration::from_millis(50));
    let small = Limits { batch_size: 2, body: 64, upload: 64, subscriptions: 2, ..Limits::default() };
    axum::Router::new()
        .merge(defaults().explorer(true).at("/plain"))
        .merge(defaults().method_override(true).at("/override"))
        .merge(defaults().limits(Limits { batch_size: 0, ..Limits::default() }).at("/nobatch"))
        .merge(defaults().limits(small).at("/small"))
        .merge(Routes::new(untold::api(), ()).explorer(true).at("/untold"))
        .merge(defaults().keep_alive(quick).websocket_keep_alive(patience, patience).at("/pings"))
        .merge(defaults().max_stream_duration(Duration::from_millis(150)).at("/short"))
}
