//! The smallest application: one procedure.

use isotype::prelude::*;
use serde::{Deserialize, Serialize};

/// Who is to be greeted.
#[derive(Deserialize, Type)]
pub struct Name {
    name: String,
}

/// What is said.
#[derive(Serialize, Type)]
pub struct Greeting {
    message: String,
}

/// Greets somebody by name.
#[procedure]
pub async fn greet(_: Ctx<()>, Name { name }: Name) -> Greeting {
    Greeting { message: format!("Hello, {name}!") }
}

/// The API.
pub fn api() -> Router<()> {
    Router::new().query("greet", greet)
}
