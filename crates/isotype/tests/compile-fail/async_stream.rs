use futures_util::{Stream, stream};
use isotype::prelude::*;

#[procedure]
async fn watch(_: Ctx<()>, _: ()) -> impl Stream<Item = u32> + use<> {
    stream::iter([1])
}

fn main() {}
