use isotype::prelude::*;

#[derive(serde::Deserialize, Type)]
struct Name {
    name: String,
}

#[procedure]
async fn greet(_: Ctx<()>, Valid(new): Valid<Name>) -> String {
    new.name
}

fn main() {}
