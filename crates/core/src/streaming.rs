//! Queries that answer with a stream.

use futures_core::Stream;
use futures_util::StreamExt;
use isotype_lowering::{DescribedError, Registry};

use crate::{
    Item, Outcome, ProcedureError,
    digits::Digits,
    procedure::{self, Output, OutputShape},
    stream::event,
};

/// The output of a query that comes piece by piece: an `AsyncIterable` to its caller.
///
/// It needs a link that streams, `batchStream()` or tRPC's `httpBatchStreamLink`; any other is told so by
/// UNSUPPORTED_MEDIA_TYPE.
///
/// # Example
///
/// ```
/// use futures_core::Stream;
/// use futures_util::stream;
/// use isotype_core::{Ctx, Router, Streaming};
///
/// async fn count(_: Ctx<()>, to: u32) -> Streaming<impl Stream<Item = u32> + Send> {
///     Streaming(stream::iter(1..=to))
/// }
///
/// let api = Router::new().query("count", count);
/// ```
#[derive(Debug)]
pub struct Streaming<St>(pub St);

/// Marks an [`Outcome`] that streams items marked `M`.
#[derive(Debug)]
pub struct Streams<M>(std::marker::PhantomData<M>);

impl<M, St> Outcome<Streams<M>> for Streaming<St>
where
    M: 'static,
    St: Stream<Item: Item<M>> + Send + 'static,
{
    const STREAMS: bool = true;

    fn into_outcome(self, _: Vec<u8>, digits: &Digits) -> procedure::Outcome {
        let digits = digits.clone();
        Ok(Output::Events(self.0.map(move |item| event(item, &digits)).boxed()))
    }

    fn describe(registry: &mut Registry, errors: &mut Vec<DescribedError>) -> OutputShape {
        <St::Item as Item<M>>::Error::describe(registry, errors);
        OutputShape { shape: registry.shape::<<St::Item as Item<M>>::Data>(), streams: true }
    }
}
