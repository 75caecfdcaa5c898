//! Writing, reading, removing.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{ADMIN, Board, both_engines};

both_engines! {
    a_post_is_read_back
    pages_go_from_the_newest_to_the_oldest
    a_title_is_used_once_by_an_author
    a_post_is_published_once_under_its_key
    rules_are_checked_in_characters
    its_author_and_an_administrator_remove_a_post
    a_tampered_cursor_is_refused
    a_limit_out_of_range_is_refused
}

async fn a_post_is_read_back(board: Board) {
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

async fn pages_go_from_the_newest_to_the_oldest(board: Board) {
    let token = board.member("ann@example.com").await;
    for n in 0..23 {
        board.post(&n.to_string(), &token).await;
    }
    let mut seen: Vec<u32> = Vec::new();
    let mut cursor = Value::Null;
    let mut sizes = Vec::new();
    loop {
        // What TanStack's infinite queries add is taken without complaint.
        let input = json!({"cursor": cursor, "limit": 10, "direction": "forward"});
        let page = board.query("posts.list", input, "").await;
        let items = page.data()["items"].as_array().unwrap();
        sizes.push(items.len());
        seen.extend(items.iter().map(|post| post["title"].as_str().unwrap().parse::<u32>().unwrap()));
        if sizes.len() == 1 {
            board.post("99", &token).await; // a post that comes while somebody reads shifts nothing
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

async fn a_post_is_published_once_under_its_key(board: Board) {
    let token = board.member("ann@example.com").await;
    let publish = async |title: &str| -> Value {
        let request = board.request(Method::POST, "/posts.create").bearer_auth(&token);
        let request = request.header("idempotency-key", "\"k\"").json(&json!({"title": title, "body": ""}));
        request.send().await.unwrap().json().await.unwrap()
    };
    let post = publish("News").await;
    assert_eq!(post["result"]["data"]["title"], "News", "{post}");
    assert_eq!(publish("News").await, post, "the title is not taken by the post itself");
    assert_eq!(publish("More news").await["error"]["data"]["error"]["type"], "IdempotencyKeyReused");
    assert_eq!(board.query("posts.list", json!({}), "").await.data()["items"], json!([post["result"]["data"]]));
}

async fn a_title_is_used_once_by_an_author(board: Board) {
    let (ann, bob) = (board.member("ann@example.com").await, board.member("bob@example.com").await);
    let post = board.post("News", &ann).await;
    let again = board.mutate("posts.create", json!({"title": " News ", "body": ""}), &ann).await;
    again.assert_error(409, "CONFLICT", "TitleTaken");
    assert_eq!(again.body["error"]["data"]["error"]["by"], post["id"]);
    board.post("News", &bob).await;
    board.mutate("posts.remove", json!({"id": post["id"]}), &ann).await;
    board.post("News", &ann).await;
}

async fn rules_are_checked_in_characters(board: Board) {
    let token = board.member("ann@example.com").await;
    for (title, body, field) in [
        (String::new(), String::new(), "title"),
        (" \t".to_owned(), String::new(), "title"),
        ("é".repeat(121), String::new(), "title"),
        ("t".to_owned(), "é".repeat(10_001), "body"),
    ] {
        let answer = board.mutate("posts.create", json!({"title": title, "body": body}), &token).await;
        answer.assert_error(400, "BAD_REQUEST", "Invalid");
        let fields = answer.body["error"]["data"]["error"]["fields"].as_object().unwrap();
        assert_eq!(fields.keys().collect::<Vec<_>>(), [field]);
    }
    let longest = json!({"title": "é".repeat(120), "body": "é".repeat(10_000)});
    assert_eq!(board.mutate("posts.create", longest, &token).await.status, 200);
}

async fn its_author_and_an_administrator_remove_a_post(board: Board) {
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

async fn a_tampered_cursor_is_refused(board: Board) {
    let token = board.member("ann@example.com").await;
    board.post("one", &token).await;
    board.post("two", &token).await;
    let page = board.query("posts.list", json!({"limit": 1}), "").await;
    let cursor = page.data()["nextCursor"].as_str().unwrap();
    let flipped = if cursor.starts_with('A') { cursor.replacen('A', "B", 1) } else { format!("A{}", &cursor[1..]) };
    for bad in [flipped.as_str(), &cursor[..cursor.len() - 2], "", "' OR 1=1 --"] {
        let answer = board.query("posts.list", json!({"cursor": bad}), "").await;
        answer.assert_error(400, "BAD_REQUEST", "Invalid");
        assert!(answer.body["error"]["data"]["error"]["fields"]["cursor"].is_array());
    }
    assert_eq!(board.query("posts.list", json!({"cursor": cursor}), "").await.data()["items"][0]["title"], "one");
}

async fn a_limit_out_of_range_is_refused(board: Board) {
    for limit in [0, 101] {
        board.query("posts.list", json!({"limit": limit}), "").await.assert_error(400, "BAD_REQUEST", "Invalid");
    }
    board.query("posts.list", json!({"limit": -1}), "").await.assert_error(400, "BAD_REQUEST", "");
}
