//! Queries with a streaming output.

use futures_core::Stream;
use futures_util::StreamExt;
use isotype_lowering::{ErrorDescription, Registry};

use super::encode_event;
use crate::{CallOutput, CallResult, Output, ProcedureError, StreamItem, integers::IntegerCodec, output::OutputShape};

/// Output of a query that is sent item by item: an `AsyncIterable` in TypeScript.
///
/// It requires a streaming link: `batchStream()`, or tRPC's `httpBatchStreamLink`. A call over another link fails with
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

/// Marker for an [`Output`] that streams items with the marker `M`.
#[derive(Debug)]
pub struct StreamingMarker<M>(std::marker::PhantomData<M>);

impl<M, St> Output<StreamingMarker<M>> for Streaming<St>
where
    M: 'static,
    St: Stream<Item: StreamItem<M>> + Send + 'static,
{
    const IS_STREAMING: bool = true;

    fn into_call_result(self, _: Vec<u8>, integers: &IntegerCodec) -> CallResult {
        let integers = integers.clone();
        Ok(CallOutput::Events(self.0.map(move |item| encode_event(item, &integers)).boxed()))
    }

    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) -> OutputShape {
        <St::Item as StreamItem<M>>::Error::describe(registry, errors);
        OutputShape { shape: registry.describe::<<St::Item as StreamItem<M>>::Data>(), is_streaming: true }
    }
}
