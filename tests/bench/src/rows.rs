//! Benchmark rows: four calls, as requests to both servers.

/// Call that is measured on both servers.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// Request to the Isotype server.
    pub(crate) isotype_request: Vec<u8>,
    /// Request to the axum server.
    pub(crate) axum_request: Vec<u8>,
    /// Wraps the axum server's response in tRPC's envelope, to compare it with the Isotype server's.
    pub(crate) envelope: fn(&str) -> String,
}

/// Draft that passes validation.
const DRAFT: &str = r#"{"title":"A title that says what it is about","body":"Some text, as long as a short notice would be on a board.","author":"ada@example.org","tags":["one","two"],"score":42}"#;

/// Number of calls in a batch.
const BATCH: usize = 10;

/// Returns every row.
///
/// Both requests of a row have the same method and the same JSON. Only `greet` differs: a hand-written server would
/// take a plain query parameter.
pub(crate) fn all() -> [Row; 4] {
    let paths = ["greet"; BATCH].join(",");
    let names: Vec<String> = (0..BATCH).map(|index| format!(r#"{{"name":"Ada {index}"}}"#)).collect();
    let inputs: Vec<String> = names.iter().enumerate().map(|(index, name)| format!(r#""{index}":{name}"#)).collect();
    let inputs = percent_encode(&format!("{{{}}}", inputs.join(",")));
    [
        Row {
            name: "greet",
            isotype_request: get(&format!("/rpc/greet?input={}", percent_encode(r#"{"name":"Ada"}"#))),
            axum_request: get("/greet?name=Ada"),
            envelope: single_envelope,
        },
        Row { name: "list", isotype_request: get("/rpc/list"), axum_request: get("/list"), envelope: single_envelope },
        Row {
            name: "create",
            isotype_request: post("/rpc/create", DRAFT),
            axum_request: post("/create", DRAFT),
            envelope: single_envelope,
        },
        Row {
            name: "batch",
            isotype_request: get(&format!("/rpc/{paths}?batch=1&input={inputs}")),
            axum_request: get(&format!("/greets?names={}", percent_encode(&format!("[{}]", names.join(","))))),
            envelope: batch_envelope,
        },
    ]
}

fn single_envelope(data: &str) -> String {
    format!(r#"{{"result":{{"data":{data}}}}}"#)
}

/// Wraps each greeting of a list. A greeting is one object without other braces.
fn batch_envelope(list: &str) -> String {
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

/// Percent-encodes like `encodeURIComponent`, for the characters that the rows use.
fn percent_encode(text: &str) -> String {
    text.chars().fold(String::new(), |mut url, character| {
        match character {
            '{' | '}' | '"' | ':' | ',' | ' ' => url.push_str(&format!("%{:02X}", u32::from(character))),
            other => url.push(other),
        }
        url
    })
}
