//! Clients that read nothing for a while.

use std::time::Duration;

use isotype::axum::Drain;
use tokio::time::sleep;

use crate::{app::start, wire::RawClient};

#[tokio::test]
async fn a_stream_of_lines_is_made_no_faster_than_it_is_read() {
    let (server, seen) = start(&Drain::default()).await;
    let mut client = RawClient::get(server, "flood?batch=1", "trpc-accept: application/jsonl\r\n").await;
    let mut made = usize::MAX;
    // The buffers of two sockets take a few megabytes; then it must stand.
    while made != seen.counts().0 {
        made = seen.counts().0;
        assert!(made < 32 * 1024, "{made} KiB wait for a client that reads nothing");
        sleep(Duration::from_millis(200)).await;
    }
    while seen.counts().0 < made + 1024 {
        client.discard().await;
    }
}
