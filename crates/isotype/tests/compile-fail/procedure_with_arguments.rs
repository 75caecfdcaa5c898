use isotype::prelude::*;

#[procedure(name = "x")]
async fn ping(_: Ctx<()>, _: ()) -> String {
    String::new()
}

#[procedure]
struct NotAFunction;

fn main() {}
