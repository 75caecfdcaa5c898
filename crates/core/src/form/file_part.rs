//! Files in a form.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::{StreamExt, TryStreamExt};

use super::parts::Part;
use crate::{BodyError, input::collect};

/// File in a [`Form`](super::Form), read as it arrives.
///
/// It is a stream of chunks. The next call of [`next_file`](super::Form::next_file) skips any unread bytes. To write it
/// to disk with tokio:
///
/// ```ignore
/// let mut to = tokio::fs::File::create(path).await?;
/// tokio::io::copy(&mut tokio_util::io::StreamReader::new(file), &mut to).await?;
/// ```
pub struct FilePart<'a>(pub(super) &'a mut Part);

impl FilePart<'_> {
    /// Returns the name of the form field.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Returns the file name that the client sent.
    ///
    /// Never use it as a path: it can be `../../.ssh/authorized_keys`.
    pub fn file_name(&self) -> &str {
        self.0.file_name.as_deref().unwrap_or_default()
    }

    /// Returns the content type that the client sent. It is not verified.
    pub fn content_type(&self) -> Option<&str> {
        self.0.content_type.as_deref()
    }

    /// Returns the next chunk, or `None` at the end of the file.
    ///
    /// # Errors
    ///
    /// Returns [`BodyError`] if the client disconnects, if the body exceeds the server's limit, or if the form is
    /// malformed.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BodyError> {
        self.0.try_next().await
    }

    /// Reads the file into memory.
    ///
    /// # Errors
    ///
    /// Returns [`BodyError`] with PAYLOAD_TOO_LARGE if the file is larger than `limit` bytes. Otherwise fails under the
    /// same conditions as [`chunk`](FilePart::chunk).
    pub async fn collect(self, limit: usize) -> Result<Bytes, BodyError> {
        let name = self.0.name.clone();
        collect(self, limit, || format!("file `{name}` is larger than {limit} bytes")).await
    }
}

impl Stream for FilePart<'_> {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next_unpin(cx)
    }
}

impl fmt::Debug for FilePart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut file = f.debug_struct("FilePart");
        file.field("name", &self.0.name).field("file_name", &self.0.file_name);
        file.field("content_type", &self.0.content_type).finish_non_exhaustive()
    }
}
