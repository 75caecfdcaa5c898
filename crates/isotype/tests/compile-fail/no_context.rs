use isotype::prelude::*;

#[procedure]
async fn add(a: i32, b: i32) -> i32 {
    a + b
}

fn main() {
    let _ = Router::<()>::new().query("add", add);
}
