use futures_util::{Stream, stream};
use isotype::prelude::*;

struct Tick;

#[procedure]
fn ticks(_: Ctx<()>, _: ()) -> impl Stream<Item = Tick> {
    stream::iter([Tick])
}

fn main() {}
