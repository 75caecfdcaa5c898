use futures_util::{Stream, stream};
use isotype::prelude::*;

struct Tick;

fn ticks(_: Ctx<()>, _: ()) -> impl Stream<Item = Tick> {
    stream::iter([Tick])
}

fn main() {
    let _ = Router::<()>::new().subscription("ticks", ticks);
}
