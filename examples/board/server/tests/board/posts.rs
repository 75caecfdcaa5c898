//! Creation, reading and removal of posts.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{ADMIN, Board, both_engines};

both_engines! {
    returns_created_post
    pages_from_newest_to_oldest
    rejects_title_that_author_has_used
    publishes_once_per_idempotency_key
    limits_length_in_characters
    lets_author_and_administrator_remove_post
    rejects_invalid_cursor
    rejects_limit_out_of_range
}

async fn returns_created_post(board: Board) {
    let token = board.member("ann@example.com").await;
    let post = board.post("  Grüße 🎉 ", &token).await;
    assert_eq!(
        (&post["title"], &post["body"], &post["author"]["name"]),
        (&json!("Grüße 🎉"), &json!("text"), &json!("ann"))
    );
    assert!(post["createdAt"].as_str().unwrap().ends_with('Z'));
    assert_eq!(*board.query("posts.byId", json!({"id": post["id"]}), "").await.data(), post);
    board.query("posts.byId", json!({"id": "none"}), "").await.assert_error(404, "NOT_FOUND", "NotFound");
}

async fn pages_from_newest_to_oldest(board: Board) {
    let token = board.member("ann@example.com").await;
    for n in 0..23 {
        board.post(&n.to_string(), &token).await;
    }
    let mut seen: Vec<u32> = Vec::new();
    let mut cursor = Value::Null;
    let mut sizes = Vec::new();
    loop {
        // TanStack's infinite queries add `direction`.
        let input = json!({"cursor": cursor, "limit": 10, "direction": "forward"});
        let page = board.query("posts.list", input, "").await;
        let items = page.data()["items"].as_array().unwrap();
        sizes.push(items.len());
        seen.extend(items.iter().map(|post| post["title"].as_str().unwrap().parse::<u32>().unwrap()));
        if sizes.len() == 1 {
            // A new post must not shift the following pages.
            board.post("99", &token).await;
        }
        cursor = page.data()["nextCursor"].clone();
        if cursor.is_null() {
            break;
        }
    }
    assert_eq!(sizes, [10, 10, 3]);
    assert!(seen.iter().rev().copied().eq(0..23), "{seen:?}");
    assert_eq!(board.query("posts.list", json!({}), "").await.data()["items"].as_array().unwrap().len(), 20);
}

async fn publishes_once_per_idempotency_key(board: Board) {
    let token = board.member("ann@example.com").await;
    let publish = async |title: &str| -> Value {
        let request = board.request(Method::POST, "/posts.create").bearer_auth(&token);
        let request = request.header("idempotency-key", "\"k\"").json(&json!({"title": title, "body": ""}));
        request.send().await.unwrap().json().await.unwrap()
    };
    let post = publish("News").await;
    assert_eq!(post["result"]["data"]["title"], "News", "{post}");
    assert_eq!(publish("News").await, post, "repeated call not replayed");
    assert_eq!(publish("More news").await["error"]["data"]["error"]["type"], "IdempotencyKeyReused");
    assert_eq!(board.query("posts.list", json!({}), "").await.data()["items"], json!([post["result"]["data"]]));
}

async fn rejects_title_that_author_has_used(board: Board) {
    let (ann, bob) = (board.member("ann@example.com").await, board.member("bob@example.com").await);
    let post = board.post("News", &ann).await;
    let again = board.mutate("posts.create", json!({"title": " News ", "body": ""}), &ann).await;
    again.assert_error(409, "CONFLICT", "TitleTaken");
    assert_eq!(again.body["error"]["data"]["error"]["by"], post["id"]);
    board.post("News", &bob).await;
    board.mutate("posts.remove", json!({"id": post["id"]}), &ann).await;
    board.post("News", &ann).await;
}

async fn limits_length_in_characters(board: Board) {
    let token = board.member("ann@example.com").await;
    for (title, body, field) in [
        (String::new(), String::new(), "title"),
        (" \t".to_owned(), String::new(), "title"),
        ("é".repeat(121), String::new(), "title"),
        ("t".to_owned(), "é".repeat(10_001), "body"),
    ] {
        let response = board.mutate("posts.create", json!({"title": title, "body": body}), &token).await;
        response.assert_error(400, "BAD_REQUEST", "Invalid");
        let fields = response.body["error"]["data"]["error"]["fields"].as_object().unwrap();
        assert_eq!(fields.keys().collect::<Vec<_>>(), [field]);
    }
    let longest = json!({"title": "é".repeat(120), "body": "é".repeat(10_000)});
    assert_eq!(board.mutate("posts.create", longest, &token).await.status, 200);
}

async fn lets_author_and_administrator_remove_post(board: Board) {
    let (ann, bob, root) =
        (board.member("ann@example.com").await, board.member("bob@example.com").await, board.member(ADMIN).await);
    let one = json!({"id": board.post("one", &ann).await["id"]});
    let two = json!({"id": board.post("two", &ann).await["id"]});
    board.mutate("posts.remove", one.clone(), &bob).await.assert_error(403, "FORBIDDEN", "Forbidden");
    board.mutate("posts.remove", one.clone(), "").await.assert_error(401, "UNAUTHORIZED", "Unauthorized");
    assert_eq!(board.mutate("posts.remove", one.clone(), &ann).await.body, json!({"result": {"data": null}}));
    board.mutate("posts.remove", one, &ann).await.assert_error(404, "NOT_FOUND", "NotFound");
    assert_eq!(board.mutate("posts.remove", two, &root).await.status, 200);
    assert_eq!(board.query("posts.list", json!({}), "").await.data()["items"], json!([]));
}

async fn rejects_invalid_cursor(board: Board) {
    let token = board.member("ann@example.com").await;
    board.post("one", &token).await;
    board.post("two", &token).await;
    let page = board.query("posts.list", json!({"limit": 1}), "").await;
    let cursor = page.data()["nextCursor"].as_str().unwrap();
    let flipped = if cursor.starts_with('A') { cursor.replacen('A', "B", 1) } else { format!("A{}", &cursor[1..]) };
    for bad in [flipped.as_str(), &cursor[..cursor.len() - 2], "", "' OR 1=1 --"] {
        let response = board.query("posts.list", json!({"cursor": bad}), "").await;
        response.assert_error(400, "BAD_REQUEST", "Invalid");
        assert!(response.body["error"]["data"]["error"]["fields"]["cursor"].is_array());
    }
    assert_eq!(board.query("posts.list", json!({"cursor": cursor}), "").await.data()["items"][0]["title"], "one");
}

async fn rejects_limit_out_of_range(board: Board) {
    for limit in [0, 101] {
        board.query("posts.list", json!({"limit": limit}), "").await.assert_error(400, "BAD_REQUEST", "Invalid");
    }
    board.query("posts.list", json!({"limit": -1}), "").await.assert_error(400, "BAD_REQUEST", "");
}
