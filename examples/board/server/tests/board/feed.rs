//! Watching the board.

use std::{collections::BTreeSet, time::Duration};

use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::harness::{Board, SECRET, both_engines};

both_engines! {
    what_happens_is_told_at_once
    a_subscriber_resumes_without_loss
    posts_written_at_the_same_time_are_all_told_in_order
    an_id_of_a_feed_that_is_gone_begins_anew
    an_id_that_is_none_ends_the_feed
}

async fn what_happens_is_told_at_once(board: Board) {
    let token = board.member("ann@example.com").await;
    let mut feed = board.watch(None).await;
    let post = board.post("one", &token).await;
    assert_eq!(feed.next().await, ("1".to_owned(), json!({"type": "created", "post": post})));
    board.mutate("posts.remove", json!({"id": post["id"]}), &token).await;
    assert_eq!(feed.next().await, ("2".to_owned(), json!({"type": "removed", "id": post["id"]})));
}

async fn a_subscriber_resumes_without_loss(board: Board) {
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

async fn posts_written_at_the_same_time_are_all_told_in_order(board: Board) {
    let token = board.member("ann@example.com").await;
    let mut feed = board.watch(None).await;
    let titles: Vec<String> = (0..30).map(|n| n.to_string()).collect();
    futures_util::future::join_all(titles.iter().map(|title| board.post(title, &token))).await;
    let mut told = BTreeSet::new();
    for n in 1..=30 {
        let (id, event) = feed.next().await;
        assert_eq!(id, n.to_string());
        told.insert(event["post"]["title"].as_str().unwrap().to_owned());
    }
    assert_eq!(told, titles.into_iter().collect());
}

#[tokio::test]
async fn writers_to_a_file_wait_for_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let board = Board::open(&format!("sqlite://{}", folder.path().join("board.sqlite").display())).await;
    posts_written_at_the_same_time_are_all_told_in_order(board).await;
}

async fn an_id_of_a_feed_that_is_gone_begins_anew(board: Board) {
    let token = board.member("ann@example.com").await;
    board.post("one", &token).await;
    assert_eq!(board.watch(Some("4000")).await.next().await.1["post"]["title"], "one");
}

async fn an_id_that_is_none_ends_the_feed(board: Board) {
    for id in ["x", "-1", "99999999999999999999"] {
        let (_, error): (_, Value) = board.watch(Some(id)).await.next().await;
        assert!(error.to_string().contains("UnknownEvent"), "{error}");
    }
}

#[tokio::test]
async fn a_feed_ends_with_its_reader_s_token_and_is_a_guest_s_without_one() {
    use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, get_current_timestamp};
    let board = Board::sqlite().await;
    let user = board.sign_up("ann@example.com").await.data()["user"]["id"].clone();
    let token = |exp| {
        let claims = json!({"sub": user, "iat": 0, "exp": exp});
        encode(&Header::new(Algorithm::HS256), &claims, &EncodingKey::from_secret(SECRET.as_bytes()).unwrap()).unwrap()
    };
    let open = |token: String| board.request(Method::GET, "/posts.watch").bearer_auth(token).send();
    // Of the five seconds of skew, two are left.
    let mut ending = open(token(get_current_timestamp() - 3)).await.unwrap();
    let rest = timeout(Duration::from_secs(30), async { while ending.chunk().await.unwrap().is_some() {} }).await;
    assert!(rest.is_ok(), "the feed ends");
    let again = open(token(get_current_timestamp() - 60)).await.unwrap().chunk().await.unwrap().unwrap();
    assert!(again.starts_with(b"event: connected"), "{}", String::from_utf8_lossy(&again));
}
