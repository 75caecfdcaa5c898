//! What a subscriber costs: `cargo run --release -p isotype-server --example subscribers`, see the README beside it.
//!
//! The server is this program in a process of its own, whose memory and CPU are read from `/proc`.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a measurement stops at what it did not expect"
)]

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
    if std::env::args().nth(1).as_deref() == Some("serve") {
        return api::serve().await;
    }
    for many in [1000, 10_000] {
        for way in Transport::ALL {
            memory(way, "silent", many).await;
        }
    }
    for path in ["slow.wait", "slow.oldest", "slow.newest"] {
        for way in [Transport::Socket, Transport::Events] {
            memory(way, path, 1000).await;
        }
    }
    for way in Transport::ALL.into_iter().chain(Transport::ALL) {
        one(way).await;
        fan_out(way, 1000, 100).await;
    }
    for way in [Transport::BareSocket, Transport::Socket] {
        calls(way, 20_000).await;
    }
}

async fn all(server: &ServerProcess, way: Transport, path: &str, many: u32) -> Vec<Subscriber> {
    stream::iter(0..many).then(|_| Subscriber::open(server, way, path)).collect().await
}

async fn memory(way: Transport, path: &str, many: u32) {
    let server = ServerProcess::start();
    let _first = Subscriber::open(&server, way, path).await;
    let before = server.memory_kb();
    let subscribers = all(&server, way, path, many).await;
    sleep(Duration::from_secs(8)).await;
    let each = (server.memory_kb() - before) / f64::from(many);
    println!("{way} {path}: {each:.1} kB for each of {many} subscribers");
    drop(subscribers);
}

async fn one(way: Transport) {
    let server = ServerProcess::start();
    let (before, start) = (server.cpu_us(), Instant::now());
    let mut subscriber = Subscriber::open(&server, way, "count").await;
    let mut events = 0;
    while events < 500_000 {
        events += subscriber.next().await;
    }
    let rate = f64::from(events) / start.elapsed().as_secs_f64();
    let each = (server.cpu_us() - before) / f64::from(events);
    println!("{way} one subscriber: {each:.2} µs of CPU per event, {rate:.0} a second");
}

async fn fan_out(way: Transport, many: u32, events: u32) {
    let server = ServerProcess::start();
    let mut subscribers = all(&server, way, "ticks", many).await;
    let mut driver = Subscriber::call(&server, Transport::Socket).await;
    let (user, before, mut last) = (server.user_us(), server.cpu_us(), Duration::ZERO);
    for n in 0..events {
        let start = Instant::now();
        driver.ask("mutation", "tick", n).await;
        join_all(subscribers.iter_mut().map(Subscriber::next)).await;
        last += start.elapsed();
    }
    let each = (server.cpu_us() - before) / f64::from(many * events);
    let user = (server.user_us() - user) / f64::from(many * events);
    let last = last.as_secs_f64() * 1000.0 / f64::from(events);
    println!(
        "{way} to {many} subscribers: {each:.2} µs of CPU per delivery ({user:.2} user), the last has it after {last:.1} ms"
    );
}

async fn calls(way: Transport, calls: u32) {
    let server = ServerProcess::start();
    let mut caller = Subscriber::call(&server, way).await;
    let before = server.cpu_us();
    for n in 0..calls {
        caller.ask("query", "ping", n).await;
    }
    println!("{way} one call at a time: {:.2} µs of CPU each", (server.cpu_us() - before) / f64::from(calls));
}
