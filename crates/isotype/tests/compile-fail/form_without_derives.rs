use isotype::prelude::*;

struct Fields;

#[procedure]
async fn upload(_: Ctx<()>, _: Form<Fields>) -> String {
    String::new()
}

fn main() {}
