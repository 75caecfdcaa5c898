//! Database that becomes unavailable while the server runs.

use std::time::Duration;

use serde_json::json;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::harness::{Board, both_engines, with_schema};

both_engines! { reports_closed_database_as_unavailable_without_details }

async fn reports_closed_database_as_unavailable_without_details(board: Board) {
    board.database.close().await;
    let response = board.query("posts.list", json!({}), "").await;
    response.assert_error(503, "SERVICE_UNAVAILABLE", "");
    assert!(response.body["error"]["data"]["requestId"].is_string());
    let text = response.body.to_string().to_lowercase();
    assert!(!text.contains("pool") && !text.contains("sql"), "{text}");
}

/// TCP proxy between the board and PostgreSQL, which a test aborts to cut the connections.
async fn proxy(listener: TcpListener, server: String) {
    let mut connections = tokio::task::JoinSet::new();
    while let Ok((mut downstream, _)) = listener.accept().await {
        let server = server.clone();
        connections.spawn(async move {
            let mut upstream = TcpStream::connect(server).await.unwrap();
            let _ = copy_bidirectional(&mut downstream, &mut upstream).await;
        });
    }
}

#[tokio::test]
async fn recovers_when_database_is_reachable_again() {
    with_schema(|address| async move {
        let after_user = address.split_once('@').map(|(_, rest)| rest).unwrap();
        let host = after_user.split('/').next().unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy_address = listener.local_addr().unwrap();
        let task: JoinHandle<()> = tokio::spawn(proxy(listener, host.clone()));
        let board = Board::open(&address.replacen(&host, &proxy_address.to_string(), 1)).await;
        assert_eq!(board.query("posts.list", json!({}), "").await.status, 200);
        task.abort();
        tokio::time::sleep(Duration::from_millis(50)).await;
        board.query("posts.list", json!({}), "").await.assert_error(503, "SERVICE_UNAVAILABLE", "");
        let task = tokio::spawn(proxy(TcpListener::bind(proxy_address).await.unwrap(), host));
        assert_eq!(board.query("posts.list", json!({}), "").await.status, 200);
        board.database.close().await;
        task.abort();
    })
    .await;
}
