//! The parts of a form, one after the other, as multer cuts them.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::{StreamExt, TryStreamExt};
use http::header::CONTENT_TYPE;
use multer::{Field, Multipart};

use super::{
    bounded_chunks::{BoundedChunks, ByteBudget},
    malformed_form,
};
use crate::{BodyError, RawBody};

/// What is not read yet.
pub(super) struct Parts {
    multipart: Multipart<'static>,
    current: Option<Part>,
    budget: ByteBudget,
}

/// One field or file.
pub(super) struct Part {
    pub(super) name: String,
    /// Only files have one.
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    /// What was read to see whether there is anything.
    peeked: Option<Bytes>,
    field: Field<'static>,
}

impl Parts {
    /// The parts of a body, and how many bytes its text fields may have together.
    pub(super) fn new(body: RawBody) -> Result<(Parts, usize), BodyError> {
        let (content_type, chunks, text) = body.into_parts();
        let boundary = multer::parse_boundary(content_type).map_err(body_error)?;
        let (source, budget) = BoundedChunks::new(chunks);
        Ok((Parts { multipart: Multipart::new(source, boundary), current: None, budget }, text))
    }

    /// The next part, behind the end of the one before. A file input in which nobody has chosen a file is none.
    pub(super) async fn next(&mut self) -> Result<Option<&mut Part>, BodyError> {
        if let Some(mut before) = self.current.take() {
            while before.try_next().await?.is_some() {}
        }
        loop {
            self.budget.limit_part_head();
            let field = self.multipart.next_field().await.map_err(body_error)?;
            self.budget.lift_limit();
            let Some(mut part) = field.map(Part::new).transpose()? else { return Ok(None) };
            if !part.is_empty_file_input().await? {
                return Ok(Some(self.current.insert(part)));
            }
        }
    }

    /// The part that is being read.
    pub(super) fn current(&mut self) -> Option<&mut Part> {
        self.current.as_mut()
    }
}

impl Part {
    fn new(field: Field<'static>) -> Result<Part, BodyError> {
        let content_type = field.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let name = field.name().map(unescaped).ok_or_else(malformed_form)?;
        Ok(Part { name, file_name: field.file_name().map(unescaped), content_type, peeked: None, field })
    }

    /// A browser sends such an input as a file without a name and without bytes (HTML, "constructing the entry list").
    async fn is_empty_file_input(&mut self) -> Result<bool, BodyError> {
        if self.file_name.as_deref() == Some("") {
            self.peeked = self.try_next().await?;
            return Ok(self.peeked.is_none());
        }
        Ok(false)
    }
}

impl Stream for Part {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(first) = self.peeked.take() {
            return Poll::Ready(Some(Ok(first)));
        }
        loop {
            match ready!(self.field.poll_next_unpin(cx)) {
                Some(Ok(chunk)) if chunk.is_empty() => {}
                chunk => return Poll::Ready(chunk.map(|chunk| chunk.map_err(body_error))),
            }
        }
    }
}

/// A name as it was before a browser wrote it between quotes (HTML, "multipart form data").
fn unescaped(name: &str) -> String {
    if !name.contains('%') {
        return name.to_owned();
    }
    name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

/// What the body's stream failed by, or else that this is no form; the log has the reason.
fn body_error(error: multer::Error) -> BodyError {
    match error {
        multer::Error::StreamReadFailed(cause) => match cause.downcast::<BodyError>() {
            Ok(error) => *error,
            Err(_) => malformed_form(),
        },
        reason => {
            tracing::debug!(%reason, "a form cannot be read");
            malformed_form()
        }
    }
}
