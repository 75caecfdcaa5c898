use isotype::prelude::*;

struct Name;

#[procedure]
async fn greet(_: Ctx<()>, _: Name) -> String {
    String::new()
}

fn main() {}
