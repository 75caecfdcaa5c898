//! Clients that stop reading.

use std::time::Duration;

use isotype::axum::Drain;
use tokio::time::sleep;

use crate::{app::start, raw_client::RawClient};

#[tokio::test]
async fn json_lines_stream_waits_for_a_client_that_does_not_read() {
    let (server, counter) = start(&Drain::default()).await;
    let mut client = RawClient::get(server, "flood?batch=1", "trpc-accept: application/jsonl\r\n").await;
    let mut produced = usize::MAX;
    // The socket buffers hold a few megabytes; after that the stream must pause.
    while produced != counter.counts().0 {
        produced = counter.counts().0;
        assert!(produced < 32 * 1024, "{produced} KiB were produced for a client that does not read");
        sleep(Duration::from_millis(200)).await;
    }
    while counter.counts().0 < produced + 1024 {
        client.discard().await;
    }
}
