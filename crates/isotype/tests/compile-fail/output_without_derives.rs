use isotype::prelude::*;

struct Greeting;

#[procedure]
async fn greet(_: Ctx<()>, _: ()) -> Greeting {
    Greeting
}

fn main() {}
