//! The smallest application: one procedure.

use isotype::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Type)]
struct Name {
    name: String,
}

#[derive(Serialize, Type)]
struct Greeting {
    message: String,
}

/// Greets somebody by name.
#[procedure]
async fn greet(_: Ctx<()>, Name { name }: Name) -> Greeting {
    Greeting { message: format!("Hello, {name}!") }
}

/// The API.
pub fn api() -> Router<()> {
    Router::new().query("greet", greet)
}
