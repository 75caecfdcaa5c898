//! A body as the parser of forms must see it, so that it holds little at a time.

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

use super::unparsable;
use crate::BodyError;

/// The most bytes between two parts, with the headers of the second. A body without any end of them is no form.
const BETWEEN: usize = 64 * 1024;

/// How many bytes may yet come until the parser must have found what it looks for.
#[derive(Clone, Debug)]
pub(super) struct Allowance(Arc<AtomicUsize>);

impl Allowance {
    /// It looks for the next part.
    pub(super) fn between(&self) {
        self.0.store(BETWEEN, Relaxed);
    }

    /// It hands on what it reads.
    pub(super) fn within(&self) {
        self.0.store(usize::MAX, Relaxed);
    }
}

/// The chunks of a body.
pub(super) struct Source {
    chunks: BoxStream<'static, Result<Bytes, BodyError>>,
    left: Allowance,
    gave: bool,
}

impl Source {
    pub(super) fn new(chunks: BoxStream<'static, Result<Bytes, BodyError>>) -> (Source, Allowance) {
        let left = Allowance(Arc::new(AtomicUsize::new(BETWEEN)));
        (Source { chunks, left: left.clone(), gave: false }, left)
    }
}

impl Stream for Source {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        // multer takes in all that is there before it gives anything out: a pause behind each chunk makes it give.
        if mem::take(&mut self.gave) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let left = self.left.0.load(Relaxed);
        if left == 0 {
            return Poll::Ready(Some(Err(unparsable())));
        }
        let chunk = ready!(self.chunks.poll_next_unpin(cx));
        if let Some(Ok(chunk)) = &chunk {
            self.left.0.store(left.saturating_sub(chunk.len()), Relaxed);
            self.gave = true;
        }
        Poll::Ready(chunk)
    }
}
