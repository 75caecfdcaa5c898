use futures_util::{Stream, stream};
use isotype::{Streaming, prelude::*};

struct Tick;

#[procedure]
async fn ticks(_: Ctx<()>, _: ()) -> Result<Streaming<impl Stream<Item = Tick> + Send>, Unauthorized> {
    Ok(Streaming(stream::iter([Tick])))
}

fn main() {}
