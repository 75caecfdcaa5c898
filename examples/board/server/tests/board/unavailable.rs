//! A database that goes away while the server runs.

use std::time::Duration;

use serde_json::json;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::harness::{Board, both_engines, with_schema};

both_engines! { a_closed_database_can_be_tried_again_and_tells_nothing }

async fn a_closed_database_can_be_tried_again_and_tells_nothing(board: Board) {
    board.database.close().await;
    let answer = board.query("posts.list", json!({}), "").await;
    answer.assert_error(503, "SERVICE_UNAVAILABLE", "");
    assert!(answer.body["error"]["data"]["requestId"].is_string());
    let text = answer.body.to_string().to_lowercase();
    assert!(!text.contains("pool") && !text.contains("sql"), "{text}");
}

/// Stands between the board and PostgreSQL, so that a test can cut the line.
async fn line(listener: TcpListener, server: String) {
    let mut open = tokio::task::JoinSet::new();
    while let Ok((mut here, _)) = listener.accept().await {
        let server = server.clone();
        open.spawn(async move {
            let mut there = TcpStream::connect(server).await.unwrap();
            let _ = copy_bidirectional(&mut here, &mut there).await;
        });
    }
}

#[tokio::test]
async fn a_lost_server_is_unavailable_until_it_is_back() {
    with_schema(|address| async move {
        let after_user = address.split_once('@').map(|(_, rest)| rest).unwrap();
        let host = after_user.split('/').next().unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let between = listener.local_addr().unwrap();
        let cable: JoinHandle<()> = tokio::spawn(line(listener, host.clone()));
        let board = Board::open(&address.replacen(&host, &between.to_string(), 1)).await;
        assert_eq!(board.query("posts.list", json!({}), "").await.status, 200);
        cable.abort();
        tokio::time::sleep(Duration::from_millis(50)).await;
        board.query("posts.list", json!({}), "").await.assert_error(503, "SERVICE_UNAVAILABLE", "");
        let cable = tokio::spawn(line(TcpListener::bind(between).await.unwrap(), host));
        assert_eq!(board.query("posts.list", json!({}), "").await.status, 200);
        board.database.close().await;
        cable.abort();
    })
    .await;
}
