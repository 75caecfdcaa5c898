//! Measures memory and CPU time per subscriber. See README.md.
//!
//! The server runs in a child process, whose memory and CPU time are read from `/proc`.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a panic stops the benchmark")]

mod api;
mod baseline;
mod server_process;
mod subscriber;

use std::time::{Duration, Instant};

use futures_util::{StreamExt, future::join_all, stream};
use tokio::time::sleep;

use self::{
    server_process::ServerProcess,
    subscriber::{Subscriber, Transport},
};

#[tokio::main]
async fn main() {
    if std::env::args().nth(1).as_deref() == Some("server") {
        return api::serve().await;
    }
    for count in [1000, 10_000] {
        for transport in Transport::ALL {
            memory(transport, "silent", count).await;
        }
    }
    for path in ["slow.wait", "slow.oldest", "slow.newest"] {
        for transport in [Transport::Socket, Transport::Events] {
            memory(transport, path, 1000).await;
        }
    }
    for transport in Transport::ALL.into_iter().chain(Transport::ALL) {
        one_subscriber(transport).await;
        fan_out(transport, 1000, 100).await;
    }
    for transport in [Transport::BaselineSocket, Transport::Socket] {
        calls(transport, 20_000).await;
    }
}

async fn open_all(server: &ServerProcess, transport: Transport, path: &str, count: u32) -> Vec<Subscriber> {
    stream::iter(0..count).then(|_| Subscriber::open(server, transport, path)).collect().await
}

/// Measures the memory usage per subscriber.
async fn memory(transport: Transport, path: &str, count: u32) {
    let server = ServerProcess::start();
    let _first = Subscriber::open(&server, transport, path).await;
    let before = server.memory_kb();
    let subscribers = open_all(&server, transport, path, count).await;
    sleep(Duration::from_secs(8)).await;
    let each = (server.memory_kb() - before) / f64::from(count);
    println!("{transport} {path}: {each:.1} kB for each of {count} subscribers");
    drop(subscribers);
}

/// Measures throughput with one subscriber that reads as fast as it can.
async fn one_subscriber(transport: Transport) {
    let server = ServerProcess::start();
    let (before, start) = (server.cpu_us(), Instant::now());
    let mut subscriber = Subscriber::open(&server, transport, "count").await;
    let mut events = 0;
    while events < 500_000 {
        events += subscriber.next().await;
    }
    let rate = f64::from(events) / start.elapsed().as_secs_f64();
    let each = (server.cpu_us() - before) / f64::from(events);
    println!("{transport} one subscriber: {each:.2} µs of CPU per event, {rate:.0} events per second");
}

/// Measures the cost of delivering each event to many subscribers.
async fn fan_out(transport: Transport, count: u32, events: u32) {
    let server = ServerProcess::start();
    let mut subscribers = open_all(&server, transport, "ticks", count).await;
    let mut driver = Subscriber::connect_socket(&server, Transport::Socket).await;
    let (user, before, mut latency) = (server.user_us(), server.cpu_us(), Duration::ZERO);
    for n in 0..events {
        let start = Instant::now();
        driver.call("mutation", "tick", n).await;
        join_all(subscribers.iter_mut().map(Subscriber::next)).await;
        latency += start.elapsed();
    }
    let each = (server.cpu_us() - before) / f64::from(count * events);
    let user = (server.user_us() - user) / f64::from(count * events);
    let latency = latency.as_secs_f64() * 1000.0 / f64::from(events);
    println!(
        "{transport} to {count} subscribers: {each:.2} µs of CPU per delivery ({user:.2} user), last delivery after {latency:.1} ms"
    );
}

/// Measures sequential calls on one socket.
async fn calls(transport: Transport, calls: u32) {
    let server = ServerProcess::start();
    let mut caller = Subscriber::connect_socket(&server, transport).await;
    let before = server.cpu_us();
    for n in 0..calls {
        caller.call("query", "ping", n).await;
    }
    println!("{transport} one call at a time: {:.2} µs of CPU each", (server.cpu_us() - before) / f64::from(calls));
}
