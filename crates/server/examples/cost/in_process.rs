//! Benchmark of in-process calls, without a socket.

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

/// Returns the CPU time of one call, in nanoseconds.
pub(crate) fn measure(row: &str) -> Result<u64, Box<dyn Error>> {
    let telemetry = Telemetry::new("cost").format(LogFormat::Json);
    let _guard = match row {
        "call-recorded" | "call-exported" => Some(telemetry.init()?),
        "call-logged" => Some(telemetry.filter("debug").init()?),
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
        // The procedure never waits, so one poll completes the call.
        drop(procedure.run(call).now_or_never());
    };
    (0..CALLS / 10).for_each(|_| call());
    let start = time::nanoseconds()?;
    (0..CALLS).for_each(|_| call());
    Ok((time::nanoseconds()? - start) / CALLS)
}
