//! What a socket costs: `cargo run --release -p isotype-axum --example sockets`.
//!
//! The server is this program in a process of its own, whose memory and CPU are read from `/proc`.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a measurement stops at what it did not expect"
)]

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use axum::{
    extract::ws::{Message as FromClient, WebSocket, WebSocketUpgrade},
    routing::get,
};
use futures_util::{SinkExt, Stream, StreamExt, future::join_all, stream};
use isotype_axum::Routes;
use isotype_core::{Ctx, Router, SlowReader, subscription};
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::broadcast,
    time::sleep,
};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{Message, protocol::WebSocketConfig},
};

type Ticks = broadcast::Sender<u64>;

async fn ping(_: Ctx<Ticks>, _: ()) -> &'static str {
    "pong"
}

async fn tick(ctx: Ctx<Ticks>, n: u64) -> usize {
    ctx.state().send(n).unwrap_or(0)
}

fn ticks(ctx: Ctx<Ticks>, _: ()) -> impl Stream<Item = u64> {
    let events = ctx.state().subscribe();
    stream::unfold(events, |mut events| async move { Some((events.recv().await.ok()?, events)) })
}

fn silent(_: Ctx<Ticks>, _: ()) -> impl Stream<Item = u64> {
    stream::pending()
}

fn count(_: Ctx<Ticks>, to: u64) -> impl Stream<Item = u64> {
    stream::iter(0..to)
}

/// A kilobyte each millisecond, for somebody who does not read.
fn flood(_: Ctx<Ticks>, _: ()) -> impl Stream<Item = String> {
    stream::unfold((), |()| async move {
        sleep(Duration::from_millis(1)).await;
        Some(("x".repeat(1024), ()))
    })
}

#[tokio::main]
async fn main() {
    match std::env::args().nth(1) {
        Some(_) => serve().await,
        None => measure().await,
    }
}

async fn serve() {
    let slow = |policy| subscription(flood).slow_reader(policy);
    let api = Router::new()
        .query("ping", ping)
        .mutation("tick", tick)
        .subscription("ticks", ticks)
        .subscription("silent", silent)
        .subscription("count", count)
        .add("slow.wait", slow(SlowReader::Wait))
        .add("slow.oldest", slow(SlowReader::DropOldest(64)))
        .add("slow.newest", slow(SlowReader::Coalesce));
    let ticks: Ticks = broadcast::channel(16).0;
    let bare = ticks.clone();
    let bare = get(|upgrade: WebSocketUpgrade| async {
        upgrade.read_buffer_size(4096).on_upgrade(|socket| plain(socket, bare))
    });
    let router = Routes::new(api, ticks).at("/rpc").route("/bare", bare);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("{}", listener.local_addr().unwrap());
    axum::serve(listener, router).await.unwrap();
}

/// The same by hand: a subscriber of ticks, or an echo.
async fn plain(mut socket: WebSocket, ticks: Ticks) {
    let mut events = ticks.subscribe();
    while let Some(Ok(FromClient::Text(text))) = socket.recv().await {
        if !text.contains("subscription") {
            drop(socket.send(FromClient::Text(r#"{"id":1,"result":{"type":"data","data":"pong"}}"#.into())).await);
            continue;
        }
        drop(socket.send(FromClient::Text(r#"{"id":1,"result":{"type":"started"}}"#.into())).await);
        let count = !text.contains("ticks") && !text.contains("silent");
        let mut n = 0;
        loop {
            n = if count {
                n + 1
            } else if let Ok(n) = events.recv().await {
                n
            } else {
                return;
            };
            let frame = format!(r#"{{"id":1,"result":{{"type":"data","data":{n}}}}}"#);
            if socket.send(FromClient::Text(frame.into())).await.is_err() {
                return;
            }
        }
    }
}

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start() -> Server {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let mut child = command.arg("serve").stdout(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Server { child, address: address.trim().to_owned() }
    }

    async fn open(&self, at: &str) -> WebSocketStream<TcpStream> {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(8 * 1024).unwrap();
        let stream = socket.connect(self.address.parse().unwrap()).await.unwrap();
        let config = WebSocketConfig::default().read_buffer_size(4096);
        client_async_with_config(format!("ws://{}{at}", self.address), stream, Some(config)).await.unwrap().0
    }

    async fn subscribed(&self, at: &str, path: &str) -> WebSocketStream<TcpStream> {
        let mut socket = self.open(at).await;
        let call = format!(r#"{{"id":1,"method":"subscription","params":{{"path":"{path}","input":1000000}}}}"#);
        socket.send(Message::text(call)).await.unwrap();
        socket.next().await.unwrap().unwrap();
        socket
    }

    fn proc(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap()
    }

    fn memory_kb(&self) -> f64 {
        let status = self.proc("status");
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// User and system, in microseconds.
    fn cpu_us(&self) -> f64 {
        self.user_us() + self.system_us()
    }

    fn user_us(&self) -> f64 {
        self.ticks(11) * 10_000.0
    }

    fn system_us(&self) -> f64 {
        self.ticks(12) * 10_000.0
    }

    fn ticks(&self, field: usize) -> f64 {
        let stat = self.proc("stat");
        let after = stat.rsplit(')').next().unwrap().split_whitespace();
        after.skip(field).map(|ticks| ticks.parse().unwrap()).next().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

async fn measure() {
    for (at, path) in
        [(BARE, "silent"), (OURS, "silent"), (OURS, "slow.wait"), (OURS, "slow.oldest"), (OURS, "slow.newest")]
    {
        memory(at, path, 1000).await;
    }
    for at in [BARE, OURS, BARE, OURS] {
        unary(at, 20_000).await;
        one(at).await;
        fan_out(at, 1000, 100).await;
    }
}

const BARE: &str = "/bare";
const OURS: &str = "/rpc";

async fn memory(at: &str, path: &str, many: u32) {
    let server = Server::start();
    server.subscribed(at, "silent").await;
    let before = server.memory_kb();
    let sockets: Vec<_> = stream::iter(0..many).then(|_| server.subscribed(at, path)).collect().await;
    sleep(Duration::from_secs(8)).await;
    let each = (server.memory_kb() - before) / f64::from(many);
    println!("{at} {path}: {each:.1} kB for each of {many} subscribers");
    drop(sockets);
}

async fn unary(at: &str, calls: u32) {
    let server = Server::start();
    let mut socket = server.open(at).await;
    let before = server.cpu_us();
    for _ in 0..calls {
        let call = r#"{"id":1,"method":"query","params":{"path":"ping"}}"#;
        socket.send(Message::text(call)).await.unwrap();
        socket.next().await.unwrap().unwrap();
    }
    println!("{at} one call at a time: {:.2} µs of CPU each", (server.cpu_us() - before) / f64::from(calls));
}

async fn one(at: &str) {
    let server = Server::start();
    let (before, start) = (server.cpu_us(), Instant::now());
    let mut socket = server.subscribed(at, "count").await;
    let mut events = 0_u32;
    while events < 500_000 {
        events += 1;
        socket.next().await.unwrap().unwrap();
    }
    let rate = f64::from(events) / start.elapsed().as_secs_f64();
    let each = (server.cpu_us() - before) / f64::from(events);
    println!("{at} one subscriber: {each:.2} µs of CPU per event, {rate:.0} a second");
}

async fn fan_out(at: &str, subscribers: u32, events: u32) {
    let server = Server::start();
    let mut sockets: Vec<_> = stream::iter(0..subscribers).then(|_| server.subscribed(at, "ticks")).collect().await;
    let mut driver = server.open(OURS).await;
    let (user, before, mut last) = (server.user_us(), server.cpu_us(), Duration::ZERO);
    for n in 0..events {
        let start = Instant::now();
        let call = format!(r#"{{"id":1,"method":"mutation","params":{{"path":"tick","input":{n}}}}}"#);
        driver.send(Message::text(call)).await.unwrap();
        driver.next().await.unwrap().unwrap();
        join_all(sockets.iter_mut().map(|socket| socket.next())).await;
        last += start.elapsed();
    }
    let each = (server.cpu_us() - before) / f64::from(subscribers * events);
    let user = (server.user_us() - user) / f64::from(subscribers * events);
    let last = last.as_secs_f64() * 1000.0 / f64::from(events);
    println!(
        "{at} to {subscribers} subscribers: {each:.2} µs of CPU per delivery ({user:.2} user), the last has it after {last:.1} ms"
    );
}
