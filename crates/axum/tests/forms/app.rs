//! Application under test, and a client that sends raw HTTP.

use std::{net::SocketAddr, sync::Arc};

use garde::Validate;
use isotype_axum::{Limits, Routes};
use isotype_core::{BodyError, Constraints, Ctx, Form, InternalError, RawBody, Router, Valid};
use isotype_lowering::specta;
use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
};

/// Signals between a test and the `measure` procedure.
#[derive(Clone, Default)]
pub(crate) struct App {
    /// Notified once the first bytes of the file have arrived.
    pub(crate) started: Arc<Notify>,
    /// Notified by the test to let the procedure continue reading.
    pub(crate) read_on: Arc<Notify>,
    /// Notified when reading the file has failed.
    pub(crate) failed: Arc<Notify>,
}

#[derive(Deserialize, specta::Type, Validate)]
struct NewAlbum {
    #[garde(length(chars, min = 1, max = 12))]
    title: String,
    #[garde(range(max = 100))]
    copies: Option<u32>,
    #[serde(default)]
    #[garde(skip)]
    tags: Vec<String>,
}

impl Constraints for NewAlbum {}

#[derive(Serialize, specta::Type)]
struct Album {
    title: String,
    copies: Option<u32>,
    tags: Vec<String>,
    files: Vec<(String, String, Option<String>, String)>,
}

async fn create(_: Ctx<App>, Valid(mut form): Valid<Form<NewAlbum>>) -> Result<Album, InternalError> {
    let mut files = Vec::new();
    while let Some(file) = form.next_file().await? {
        let (name, file_name) = (file.name().to_owned(), file.file_name().to_owned());
        let content_type = file.content_type().map(str::to_owned);
        let text = String::from_utf8(file.collect(100).await?.to_vec())?;
        files.push((name, file_name, content_type, text));
    }
    let NewAlbum { title, copies, tags } = form.fields;
    Ok(Album { title, copies, tags, files })
}

async fn pairs(_: Ctx<App>, form: Form<Vec<(String, String)>>) -> Vec<(String, String)> {
    form.fields
}

async fn measure(ctx: Ctx<App>, mut form: Form) -> Result<u32, BodyError> {
    let mut file = form.next_file().await?.expect("the test sends a file");
    let mut bytes = file.chunk().await?.map_or(0, |chunk| chunk.len());
    ctx.state().started.notify_one();
    ctx.state().read_on.notified().await;
    while let Some(chunk) = file.chunk().await.inspect_err(|_| ctx.state().failed.notify_one())? {
        bytes += chunk.len();
    }
    Ok(u32::try_from(bytes).expect("the test sends less"))
}

async fn raw(_: Ctx<App>, mut body: RawBody) -> Result<u32, BodyError> {
    let mut bytes = 0;
    while let Some(chunk) = body.chunk().await? {
        bytes += chunk.len();
    }
    Ok(u32::try_from(bytes).expect("the test sends less"))
}

async fn small(_: Ctx<App>, body: RawBody) -> Result<u32, InternalError> {
    Ok(u32::try_from(body.collect(4).await?.len())?)
}

async fn json(_: Ctx<App>, text: String) -> String {
    text
}

async fn ping(_: Ctx<App>, _: ()) -> &'static str {
    "pong"
}

/// Serves the application with a 1000-byte body limit and an upload limit of `upload` bytes.
pub(crate) async fn serve(app: App, upload: u64) -> SocketAddr {
    let api = Router::new()
        .mutation("create", create)
        .mutation("pairs", pairs)
        .mutation("measure", measure)
        .mutation("raw", raw)
        .mutation("small", small)
        .mutation("json", json)
        .query("ping", ping);
    let limits = Limits { upload, body: 1000, ..Limits::default() };
    let routes = Routes::new(api, app).limits(limits).allowed_origins(["https://friend.example".to_owned()]).at("/rpc");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

/// Response with an unparsed head.
pub(crate) struct RawResponse {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) json: serde_json::Value,
}

impl RawResponse {
    /// Returns the code and the message of a failed call.
    pub(crate) fn failure(&self) -> (&str, &str) {
        let error = &self.json["error"];
        assert_eq!(error["data"]["httpStatus"], self.status, "{}", self.json);
        (error["data"]["code"].as_str().expect("a code"), error["message"].as_str().expect("a message"))
    }
}

/// Opens a connection and sends a request head.
pub(crate) async fn open(server: SocketAddr, line: &str, headers: &[&str]) -> TcpStream {
    let mut stream = TcpStream::connect(server).await.expect("a connection");
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let head = format!("{line} HTTP/1.1\r\nhost: app.example\r\nconnection: close\r\n{headers}\r\n");
    stream.write_all(head.as_bytes()).await.expect("the head is sent");
    stream
}

/// Reads the response until the server closes the connection.
pub(crate) async fn read(mut stream: impl AsyncReadExt + Unpin) -> RawResponse {
    let mut text = String::new();
    stream.read_to_string(&mut text).await.expect("a complete response");
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    RawResponse { status, head: head.to_lowercase(), json: serde_json::from_str(body).expect("JSON") }
}

/// Sends a request with a complete body.
pub(crate) async fn send(server: SocketAddr, line: &str, headers: &[&str], body: &str) -> RawResponse {
    let length = format!("content-length: {}", body.len());
    let mut stream = open(server, line, &[headers, &[length.as_str()]].concat()).await;
    stream.write_all(body.as_bytes()).await.expect("the body is sent");
    read(stream).await
}

pub(crate) const FORM: &str = "content-type: multipart/form-data; boundary=b";
pub(crate) const BYTES: &str = "content-type: application/octet-stream";

pub(crate) fn field(name: &str, text: &str) -> String {
    format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
}

pub(crate) fn file(name: &str, text: &str) -> String {
    let head = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}.txt\"\r\n");
    format!("{head}Content-Type: text/plain\r\n\r\n{text}\r\n")
}

pub(crate) const END: &str = "--b--\r\n";
