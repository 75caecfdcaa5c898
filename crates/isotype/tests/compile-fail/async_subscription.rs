use isotype::prelude::*;

async fn watch(_: Ctx<()>, _: ()) -> String {
    String::new()
}

fn main() {
    let _ = Router::<()>::new().subscription("watch", watch);
}
