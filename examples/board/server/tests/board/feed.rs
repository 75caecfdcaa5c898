//! Subscription to post events.

use std::{collections::BTreeSet, time::Duration};

use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::harness::{Board, SECRET, both_engines};

both_engines! {
    streams_changes
    resumes_after_last_event_id
    orders_events_of_concurrent_posts
    restarts_after_id_of_earlier_feed
    rejects_invalid_last_event_id
}

async fn streams_changes(board: Board) {
    let token = board.member("ann@example.com").await;
    let mut feed = board.watch(None).await;
    let post = board.post("one", &token).await;
    assert_eq!(feed.next().await, ("1".to_owned(), json!({"type": "created", "post": post})));
    board.mutate("posts.remove", json!({"id": post["id"]}), &token).await;
    assert_eq!(feed.next().await, ("2".to_owned(), json!({"type": "removed", "id": post["id"]})));
}

async fn resumes_after_last_event_id(board: Board) {
    let token = board.member("ann@example.com").await;
    let mut feed = board.watch(None).await;
    board.post("one", &token).await;
    let (last, _) = feed.next().await;
    drop(feed);
    board.post("two", &token).await;
    let three = board.post("three", &token).await;
    board.mutate("posts.remove", json!({"id": three["id"]}), &token).await;
    let mut feed = board.watch(Some(&last)).await;
    let titles = [feed.next().await, feed.next().await].map(|(_, event)| event["post"]["title"].clone());
    assert_eq!(titles, ["two", "three"]);
    assert_eq!(feed.next().await.1, json!({"type": "removed", "id": three["id"]}));
    board.post("four", &token).await;
    assert_eq!(feed.next().await.1["post"]["title"], "four");
}

async fn orders_events_of_concurrent_posts(board: Board) {
    let token = board.member("ann@example.com").await;
    let mut feed = board.watch(None).await;
    let titles: Vec<String> = (0..30).map(|n| n.to_string()).collect();
    futures_util::future::join_all(titles.iter().map(|title| board.post(title, &token))).await;
    let mut received = BTreeSet::new();
    for n in 1..=30 {
        let (id, event) = feed.next().await;
        assert_eq!(id, n.to_string());
        received.insert(event["post"]["title"].as_str().unwrap().to_owned());
    }
    assert_eq!(received, titles.into_iter().collect());
}

#[tokio::test]
async fn orders_events_of_concurrent_posts_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let board = Board::open(&format!("sqlite://{}", folder.path().join("board.sqlite").display())).await;
    orders_events_of_concurrent_posts(board).await;
}

async fn restarts_after_id_of_earlier_feed(board: Board) {
    let token = board.member("ann@example.com").await;
    board.post("one", &token).await;
    assert_eq!(board.watch(Some("4000")).await.next().await.1["post"]["title"], "one");
}

async fn rejects_invalid_last_event_id(board: Board) {
    for id in ["x", "-1", "99999999999999999999"] {
        let (_, error): (_, Value) = board.watch(Some(id)).await.next().await;
        assert!(error.to_string().contains("UnknownEvent"), "{error}");
    }
}

#[tokio::test]
async fn ends_feed_when_token_expires_and_reopens_it_for_guest() {
    use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, get_current_timestamp};
    let board = Board::sqlite().await;
    let user = board.sign_up("ann@example.com").await.data()["user"]["id"].clone();
    let token = |exp| {
        let claims = json!({"sub": user, "iat": 0, "exp": exp});
        encode(&Header::new(Algorithm::HS256), &claims, &EncodingKey::from_secret(SECRET.as_bytes()).unwrap()).unwrap()
    };
    let open = |token: String| board.request(Method::GET, "/posts.watch").bearer_auth(token).send();
    // Two of the five seconds of leeway are left.
    let mut feed = open(token(get_current_timestamp() - 3)).await.unwrap();
    let end = timeout(Duration::from_secs(30), async { while feed.chunk().await.unwrap().is_some() {} }).await;
    assert!(end.is_ok(), "feed still open after its token expired");
    let reopened = open(token(get_current_timestamp() - 60)).await.unwrap().chunk().await.unwrap().unwrap();
    assert!(reopened.starts_with(b"event: connected"), "{}", String::from_utf8_lossy(&reopened));
}
