//! What is asked: the same four things of both servers, each in its own words.

/// One row of the table.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// The request to our server.
    pub(crate) ours: Vec<u8>,
    /// The request to the hand-written server.
    pub(crate) by_hand: Vec<u8>,
    /// Our answer, made from the hand-written server's: the same data in tRPC's envelope.
    pub(crate) envelope: fn(&str) -> String,
}

/// A draft that satisfies every rule.
const DRAFT: &str = r#"{"title":"A title that says what it is about","body":"Some text, as long as a short notice would be on a board.","author":"ada@example.org","tags":["one","two"],"score":42}"#;

/// How many greetings a batch asks for.
const BATCH: usize = 10;

/// Every row; both servers are asked by the same method, with the same JSON in the same place but for `greet`, where a
/// hand-written server would take a plain parameter.
pub(crate) fn all() -> [Row; 4] {
    let paths = ["greet"; BATCH].join(",");
    let names: Vec<String> = (0..BATCH).map(|index| format!(r#"{{"name":"Ada {index}"}}"#)).collect();
    let inputs: Vec<String> = names.iter().enumerate().map(|(index, name)| format!(r#""{index}":{name}"#)).collect();
    let inputs = encoded(&format!("{{{}}}", inputs.join(",")));
    [
        Row {
            name: "greet",
            ours: get(&format!("/rpc/greet?input={}", encoded(r#"{"name":"Ada"}"#))),
            by_hand: get("/greet?name=Ada"),
            envelope: one,
        },
        Row { name: "list", ours: get("/rpc/list"), by_hand: get("/list"), envelope: one },
        Row { name: "create", ours: post("/rpc/create", DRAFT), by_hand: post("/create", DRAFT), envelope: one },
        Row {
            name: "batch",
            ours: get(&format!("/rpc/{paths}?batch=1&input={inputs}")),
            by_hand: get(&format!("/greets?names={}", encoded(&format!("[{}]", names.join(","))))),
            envelope: many,
        },
    ]
}

fn one(data: &str) -> String {
    format!(r#"{{"result":{{"data":{data}}}}}"#)
}

/// A greeting holds one object and no other brace.
fn many(list: &str) -> String {
    list.replace('{', r#"{"result":{"data":{"#).replace('}', "}}}")
}

fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: bench\r\naccept: */*\r\n\r\n").into_bytes()
}

fn post(path: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nhost: bench\r\naccept: */*\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// Percent-encoding as `encodeURIComponent` does it, for the characters that are used here.
fn encoded(text: &str) -> String {
    text.chars().fold(String::new(), |mut url, character| {
        match character {
            '{' | '}' | '"' | ':' | ',' | ' ' => url.push_str(&format!("%{:02X}", u32::from(character))),
            other => url.push(other),
        }
        url
    })
}
