use isotype::prelude::*;

struct App;

async fn ping(_: Ctx<()>, _: ()) -> String {
    String::new()
}

fn main() {
    let _ = Router::<App>::new().query("ping", ping);
}
