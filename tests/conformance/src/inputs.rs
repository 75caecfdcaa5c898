//! Procedures with an input.

use std::time::Duration;

use isotype::{CallError, ProcedureKind, RawJson, prelude::*, raw};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub(crate) fn register(api: Router<()>) -> Router<()> {
    api.query("greeting", greeting)
        .query("optInput", optional)
        .query("wait", wait)
        .mutation("add", add)
        .procedure("echo", raw(ProcedureKind::Query, echo).typed::<serde_json::Value, serde_json::Value>())
}

/// Input of `greeting`.
#[derive(Deserialize, Type)]
struct GreetingInput {
    name: String,
}

/// A greeting.
#[derive(Serialize, Type)]
struct Greeting {
    text: String,
}

/// Returns a greeting for a name.
#[procedure]
async fn greeting(_: Ctx<()>, GreetingInput { name }: GreetingInput) -> Greeting {
    Greeting { text: format!("hello {name}") }
}

/// Returns the optional input; `null` and an absent input are equal.
#[procedure]
async fn optional(_: Ctx<()>, input: Option<String>) -> String {
    format!("got {}", input.as_deref().unwrap_or("undefined"))
}

/// Responds after the given number of milliseconds.
#[procedure]
async fn wait(_: Ctx<()>, milliseconds: u32) -> u32 {
    tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
    milliseconds
}

/// Input of `add`.
#[derive(Deserialize, Type)]
struct Pair {
    a: i32,
    b: i32,
}

/// Adds two numbers, as a mutation.
#[procedure]
async fn add(_: Ctx<()>, Pair { a, b }: Pair) -> i32 {
    a.saturating_add(b)
}

/// Returns the input, any JSON, byte for byte.
async fn echo(_: Ctx<()>, input: RawJson) -> Result<RawJson, CallError> {
    json_or_null(&input)?;
    Ok(if input.is_empty() { "null".into() } else { input })
}

/// Parses the input of a raw procedure; an empty input is `null`.
///
/// # Errors
///
/// Returns a `BAD_REQUEST` error if the input is not JSON.
pub(crate) fn json_or_null(input: &RawJson) -> Result<Box<RawValue>, CallError> {
    let json = if input.is_empty() { b"null" } else { &input[..] };
    serde_json::from_slice(json)
        .map_err(|error| CallError::protocol(Code::BadRequest, format!("invalid input: {error}")))
}
