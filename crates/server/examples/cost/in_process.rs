//! Calls straight into the funnel.

use std::{error::Error, sync::Arc};

use futures_util::FutureExt;
use isotype_core::{CallMethod, Ctx, Request, Router};
use isotype_observe::{LogFormat, Metrics, Telemetry, TracingLayer};

use crate::time;

const CALLS: u64 = 100_000;

async fn ping(_: Ctx<()>, _: ()) -> &'static str {
    "pong"
}

pub(crate) fn api() -> Router<()> {
    Router::new().query("ping", ping)
}

/// What one call costs.
pub(crate) fn measure(row: &str) -> Result<u64, Box<dyn Error>> {
    let logs = Telemetry::new("cost").format(LogFormat::Json);
    let _running = match row {
        "call-logged" | "call-exported" => Some(logs.init()?),
        "call-written" => Some(logs.filter("debug").init()?),
        _ => None,
    };
    let api = match row {
        "call" => api(),
        "call-metered" => api().layer(Metrics::new(&api())),
        _ => api().layer(TracingLayer::new()),
    };
    let api = Arc::new(api);
    let call = || {
        let procedure = api.resolve("ping");
        let call = procedure.call(CallMethod::Get, Arc::new(()), Arc::new(Request::default()));
        let call = call.with_buffer(Vec::with_capacity(64));
        // It never waits.
        drop(procedure.run(call).now_or_never());
    };
    (0..CALLS / 10).for_each(|_| call());
    let begun = time::nanoseconds()?;
    (0..CALLS).for_each(|_| call());
    Ok((time::nanoseconds()? - begun) / CALLS)
}
