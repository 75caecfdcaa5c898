use isotype::prelude::*;

#[procedure]
async fn now(_: Ctx<()>) -> String {
    String::new()
}

fn main() {
    let _ = Router::new().query("now", now);
}
