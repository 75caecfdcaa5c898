//! Tests that large files are streamed in bounded memory.

use std::{fs, time::Duration};

use serde_json::json;
use tokio::{
    io::{AsyncWriteExt, split},
    time::timeout,
};

use crate::app::{App, END, FORM, file, open, read, serve};

const MIB: usize = 1024 * 1024;
const FILE: usize = 64 * MIB;

/// Returns the start of a form with one file of `bytes` bytes, and the form's `content-length` header.
fn head(bytes: usize) -> (String, String) {
    let head = file("film", "").trim_end().to_owned() + "\r\n\r\n";
    let length = format!("content-length: {}", head.len() + bytes + "\r\n".len() + END.len());
    (head, length)
}

/// Returns the peak memory usage of this process in bytes.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<usize>().ok()? * 1024)
}

/// The procedure reads the first bytes while the client is still sending, pauses until the client is blocked, then
/// reads the rest. The process never buffers the whole file.
#[tokio::test]
async fn applies_backpressure_to_the_client_while_a_procedure_does_not_read() {
    let app = App::default();
    let server = serve(app.clone(), 100 * MIB as u64).await;
    let (head, length) = head(FILE);
    let before = peak();
    let (response, mut request) = split(open(server, "POST /rpc/measure", &[FORM, &length]).await);
    request.write_all(head.as_bytes()).await.unwrap();
    let block = vec![b'x'; 64 * 1024];
    let mut sent = 0;
    // Writes until the sockets and buffers are full.
    while let Ok(written) =
        timeout(Duration::from_millis(500), request.write(&block[..block.len().min(FILE - sent)])).await
    {
        sent += written.unwrap();
        assert!(sent < FILE / 2, "no backpressure reaches the client");
    }
    app.started.notified().await;
    app.read_on.notify_one();
    while sent < FILE {
        sent += request.write(&block[..block.len().min(FILE - sent)]).await.unwrap();
    }
    request.write_all(format!("\r\n{END}").as_bytes()).await.unwrap();
    assert_eq!(read(response).await.json, json!({ "result": { "data": FILE } }));
    if let (Some(before), Some(after)) = (before, peak()) {
        assert!(after - before < 16 * MIB, "{} MiB buffered", (after - before) / MIB);
    }
}

#[tokio::test]
async fn fails_the_file_if_the_client_disconnects() {
    let app = App::default();
    let server = serve(app.clone(), 100 * MIB as u64).await;
    let (head, length) = head(FILE);
    let mut connection = open(server, "POST /rpc/measure", &[FORM, &length]).await;
    connection.write_all(head.as_bytes()).await.unwrap();
    connection.write_all(&[b'x'; 1000]).await.unwrap();
    app.started.notified().await;
    drop(connection);
    app.read_on.notify_one();
    timeout(Duration::from_secs(10), app.failed.notified()).await.expect("reading the file fails");
}
