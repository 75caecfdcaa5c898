//! What slow subscribers have missed, counted where it happens.

use std::fmt;

use isotype_core::{BackpressureCounts, BackpressureMetrics};
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeMetric},
    metrics::{counter::ConstCounter, gauge::ConstGauge},
};

use super::procedure::MethodLabels;

impl Collector for BackpressureCollector {
    fn encode(&self, mut encoder: DescriptorEncoder) -> fmt::Result {
        let counts: Vec<(MethodLabels, BackpressureCounts)> = self.0.counts().into_iter().map(method).collect();
        encode(&mut encoder, "dropped", "Events that slow readers have missed", &counts, |counts| {
            ConstCounter::new(counts.dropped_events)
        })?;
        encode(
            &mut encoder,
            "disconnected",
            "Readers that were disconnected, as they were too slow",
            &counts,
            |counts| ConstCounter::new(counts.disconnected_subscribers),
        )?;
        encode(&mut encoder, "waiting", "Events that wait for slow readers", &counts, |counts| {
            ConstGauge::new(i64::try_from(counts.queued_events).unwrap_or(i64::MAX))
        })
    }
}

/// Reads the counts at each scrape.
#[derive(Debug)]
pub(super) struct BackpressureCollector(pub(super) BackpressureMetrics);

fn method((name, counts): (String, BackpressureCounts)) -> (MethodLabels, BackpressureCounts) {
    (MethodLabels { rpc_method: name.into() }, counts)
}

fn encode<M: EncodeMetric>(
    encoder: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    counts: &[(MethodLabels, BackpressureCounts)],
    metric: impl Fn(&BackpressureCounts) -> M,
) -> fmt::Result {
    let Some((_, first)) = counts.first() else { return Ok(()) };
    let name = format!("rpc_server_slow_readers_{name}");
    let mut family = encoder.encode_descriptor(&name, help, None, metric(first).metric_type())?;
    for (method, counts) in counts {
        metric(counts).encode(family.encode_family(method)?)?;
    }
    Ok(())
}
