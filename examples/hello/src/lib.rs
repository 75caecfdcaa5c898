//! Minimal application with one procedure.

use isotype::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Type)]
struct GreetInput {
    name: String,
}

#[derive(Serialize, Type)]
struct Greeting {
    message: String,
}

/// Greets somebody by name.
#[procedure]
async fn greet(_: Ctx<()>, GreetInput { name }: GreetInput) -> Greeting {
    Greeting { message: format!("Hello, {name}!") }
}

/// Returns the API.
pub fn api() -> Router<()> {
    Router::new().query("greet", greet)
}
