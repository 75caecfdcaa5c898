//! What slow subscribers have missed, counted where it happens.

use std::fmt;

use isotype_core::{SlowReaderCounts, SlowReaders};
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeMetric},
    metrics::{counter::ConstCounter, gauge::ConstGauge},
};

use super::procedure::Method;

impl Collector for Collected {
    fn encode(&self, mut encoder: DescriptorEncoder) -> fmt::Result {
        let counts: Vec<(Method, SlowReaderCounts)> = self.0.counts().into_iter().map(method).collect();
        encode(&mut encoder, "dropped", "Events that slow readers have missed", &counts, |counts| {
            ConstCounter::new(counts.dropped)
        })?;
        encode(
            &mut encoder,
            "disconnected",
            "Readers that were disconnected, as they were too slow",
            &counts,
            |counts| ConstCounter::new(counts.disconnected),
        )?;
        encode(&mut encoder, "waiting", "Events that wait for slow readers", &counts, |counts| {
            ConstGauge::new(i64::try_from(counts.waiting).unwrap_or(i64::MAX))
        })
    }
}

/// Reads the counts at each scrape.
#[derive(Debug)]
pub(super) struct Collected(pub(super) SlowReaders);

fn method((name, counts): (String, SlowReaderCounts)) -> (Method, SlowReaderCounts) {
    (Method { rpc_method: name.into() }, counts)
}

fn encode<M: EncodeMetric>(
    encoder: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    counts: &[(Method, SlowReaderCounts)],
    metric: impl Fn(&SlowReaderCounts) -> M,
) -> fmt::Result {
    let Some((_, first)) = counts.first() else { return Ok(()) };
    let name = format!("rpc_server_slow_readers_{name}");
    let mut family = encoder.encode_descriptor(&name, help, None, metric(first).metric_type())?;
    for (method, counts) in counts {
        metric(counts).encode(family.encode_family(method)?)?;
    }
    Ok(())
}
