use isotype::prelude::*;

struct Timeout;

fn main() {
    let _ = Router::<()>::new().layer(Timeout);
}
