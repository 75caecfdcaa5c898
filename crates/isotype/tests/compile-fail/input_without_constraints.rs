use garde::Validate;
use isotype::prelude::*;

#[derive(serde::Deserialize, Type, Validate)]
struct Name {
    #[garde(length(min = 1))]
    name: String,
}

#[procedure]
async fn greet(_: Ctx<()>, Valid(new): Valid<Name>) -> String {
    new.name
}

fn main() {}
