//! Input stream for the multipart parser, which bounds its buffering.

use std::{
    mem,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::{Stream, stream::BoxStream};
use futures_util::StreamExt;

use super::malformed_form;
use crate::BodyError;

/// Maximum number of bytes between the contents of two parts, including the headers of the second.
const MAX_PART_HEAD: usize = 64 * 1024;

/// Number of bytes that the parser may read before it must find the next part.
#[derive(Clone, Debug)]
pub(super) struct ByteBudget(Arc<AtomicUsize>);

impl ByteBudget {
    /// Limits the number of bytes up to the next part.
    pub(super) fn limit_part_head(&self) {
        self.0.store(MAX_PART_HEAD, Relaxed);
    }

    /// Lifts the limit while the content of a part is read.
    pub(super) fn lift_limit(&self) {
        self.0.store(usize::MAX, Relaxed);
    }
}

/// Chunks of a body, read within a `ByteBudget`.
pub(super) struct BoundedChunks {
    chunks: BoxStream<'static, Result<Bytes, BodyError>>,
    budget: ByteBudget,
    must_yield: bool,
}

impl BoundedChunks {
    pub(super) fn new(chunks: BoxStream<'static, Result<Bytes, BodyError>>) -> (BoundedChunks, ByteBudget) {
        let left = ByteBudget(Arc::new(AtomicUsize::new(MAX_PART_HEAD)));
        (BoundedChunks { chunks, budget: left.clone(), must_yield: false }, left)
    }
}

impl Stream for BoundedChunks {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        // multer buffers all available chunks before it yields any. A pause after each chunk makes it yield.
        if mem::take(&mut self.must_yield) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let left = self.budget.0.load(Relaxed);
        if left == 0 {
            return Poll::Ready(Some(Err(malformed_form())));
        }
        let chunk = ready!(self.chunks.poll_next_unpin(cx));
        if let Some(Ok(chunk)) = &chunk {
            self.budget.0.store(left.saturating_sub(chunk.len()), Relaxed);
            self.must_yield = true;
        }
        Poll::Ready(chunk)
    }
}
