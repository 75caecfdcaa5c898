use isotype::prelude::*;

struct User;

#[procedure]
async fn me(_: Ctx<(), User>, _: ()) -> String {
    String::new()
}

fn main() {
    let _ = Router::<()>::new().require::<User>();
}
