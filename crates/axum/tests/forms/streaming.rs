//! Files go through in bounded memory.

use std::{fs, time::Duration};

use serde_json::json;
use tokio::{
    io::{AsyncWriteExt, split},
    time::timeout,
};

use crate::app::{App, END, FORM, file, open, read, serve};

const MIB: usize = 1024 * 1024;
const FILE: usize = 64 * MIB;

/// The head of a form with one file of that many bytes, and its length as a header.
fn head(bytes: usize) -> (String, String) {
    let head = file("film", "").trim_end().to_owned() + "\r\n\r\n";
    let length = format!("content-length: {}", head.len() + bytes + "\r\n".len() + END.len());
    (head, length)
}

/// The most memory that this process has held so far, in bytes.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<usize>().ok()? * 1024)
}

/// The procedure has its first bytes while the sender still sends; it stops reading, and so the sender must stop; it
/// reads on, and counts everything. At no time does the process hold more than a part of it.
#[tokio::test]
async fn a_large_file_passes_while_it_is_sent_and_a_slow_procedure_holds_up_its_sender() {
    let app = App::default();
    let server = serve(app.clone(), 100 * MIB as u64).await;
    let (head, length) = head(FILE);
    let before = peak();
    let (answer, mut to) = split(open(server, "POST /rpc/measure", &[FORM, &length]).await);
    to.write_all(head.as_bytes()).await.unwrap();
    let block = vec![b'x'; 64 * 1024];
    let mut sent = 0;
    // Until sockets and buffers are full.
    while let Ok(written) = timeout(Duration::from_millis(500), to.write(&block[..block.len().min(FILE - sent)])).await
    {
        sent += written.unwrap();
        assert!(sent < FILE / 2, "nothing holds up the sender");
    }
    app.began.notified().await;
    app.go_on.notify_one();
    while sent < FILE {
        sent += to.write(&block[..block.len().min(FILE - sent)]).await.unwrap();
    }
    to.write_all(format!("\r\n{END}").as_bytes()).await.unwrap();
    assert_eq!(read(answer).await.json, json!({ "result": { "data": FILE } }));
    if let (Some(before), Some(after)) = (before, peak()) {
        assert!(after - before < 16 * MIB, "{} MiB more were held", (after - before) / MIB);
    }
}

#[tokio::test]
async fn a_client_that_leaves_ends_its_file() {
    let app = App::default();
    let server = serve(app.clone(), 100 * MIB as u64).await;
    let (head, length) = head(FILE);
    let mut connection = open(server, "POST /rpc/measure", &[FORM, &length]).await;
    connection.write_all(head.as_bytes()).await.unwrap();
    connection.write_all(&[b'x'; 1000]).await.unwrap();
    app.began.notified().await;
    drop(connection);
    app.go_on.notify_one();
    timeout(Duration::from_secs(10), app.broke.notified()).await.expect("the procedure learns of it");
}
