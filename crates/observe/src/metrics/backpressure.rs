//! Backpressure metrics, collected from the routes on each scrape.

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
        let counts: Vec<(MethodLabels, BackpressureCounts)> = self.0.counts().into_iter().map(with_labels).collect();
        encode(
            &mut encoder,
            "events_dropped",
            "Events dropped because a subscriber was too slow",
            &counts,
            |counts| ConstCounter::new(counts.dropped_events),
        )?;
        encode(
            &mut encoder,
            "backpressure_disconnects",
            "Subscribers disconnected because they were too slow",
            &counts,
            |counts| ConstCounter::new(counts.disconnected_subscribers),
        )?;
        encode(&mut encoder, "events_queued", "Events queued for slow subscribers", &counts, |counts| {
            ConstGauge::new(i64::try_from(counts.queued_events).unwrap_or(i64::MAX))
        })
    }
}

/// Collector for [`BackpressureMetrics`].
#[derive(Debug)]
pub(super) struct BackpressureCollector(pub(super) BackpressureMetrics);

fn with_labels((name, counts): (String, BackpressureCounts)) -> (MethodLabels, BackpressureCounts) {
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
    let name = format!("rpc_server_stream_{name}");
    let mut family = encoder.encode_descriptor(&name, help, None, metric(first).metric_type())?;
    for (labels, counts) in counts {
        metric(counts).encode(family.encode_family(labels)?)?;
    }
    Ok(())
}
