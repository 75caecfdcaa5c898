//! Parts of a form, parsed by multer.

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

/// Parts of a form, read one after another.
pub(super) struct Parts {
    multipart: Multipart<'static>,
    current: Option<Part>,
    budget: ByteBudget,
}

/// Text field or file.
pub(super) struct Part {
    pub(super) name: String,
    /// Name of the file; `None` for a text field.
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    /// Chunk that was read ahead to check whether the part is empty.
    peeked: Option<Bytes>,
    field: Field<'static>,
}

impl Parts {
    /// Returns the parts of a body, and the maximum total size of its text fields in bytes.
    pub(super) fn new(body: RawBody) -> Result<(Parts, usize), BodyError> {
        let (content_type, chunks, text_limit) = body.into_parts();
        let boundary = multer::parse_boundary(content_type).map_err(body_error)?;
        let (source, budget) = BoundedChunks::new(chunks);
        Ok((Parts { multipart: Multipart::new(source, boundary), current: None, budget }, text_limit))
    }

    /// Skips the rest of the current part and returns the next one. File inputs without a chosen file are skipped.
    pub(super) async fn next(&mut self) -> Result<Option<&mut Part>, BodyError> {
        if let Some(mut previous) = self.current.take() {
            while previous.try_next().await?.is_some() {}
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

    /// Returns the part that is being read.
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

    /// Returns `true` for a file input without a chosen file. Browsers send it with an empty name and no bytes (HTML,
    /// "constructing the entry list").
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
        if let Some(chunk) = self.peeked.take() {
            return Poll::Ready(Some(Ok(chunk)));
        }
        loop {
            match ready!(self.field.poll_next_unpin(cx)) {
                Some(Ok(chunk)) if chunk.is_empty() => {}
                chunk => return Poll::Ready(chunk.map(|chunk| chunk.map_err(body_error))),
            }
        }
    }
}

/// Reverses the percent-encoding that browsers apply to quoted names (HTML, "multipart/form-data encoding algorithm").
fn unescaped(name: &str) -> String {
    if !name.contains('%') {
        return name.to_owned();
    }
    name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

/// Returns the body stream's own error if there is one. Otherwise logs the reason and returns the error for a malformed
/// form.
fn body_error(error: multer::Error) -> BodyError {
    match error {
        multer::Error::StreamReadFailed(cause) => match cause.downcast::<BodyError>() {
            Ok(error) => *error,
            Err(_) => malformed_form(),
        },
        reason => {
            tracing::debug!(%reason, "malformed form");
            malformed_form()
        }
    }
}
