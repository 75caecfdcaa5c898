//! A file of a form, while it arrives.

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

/// One file of a [`Form`](super::Form). What is not read of it is passed over by the next
/// [`next_file`](super::Form::next_file).
///
/// It is a stream of chunks. To a file on disk, with tokio:
///
/// ```ignore
/// let mut to = tokio::fs::File::create(path).await?;
/// tokio::io::copy(&mut tokio_util::io::StreamReader::new(file), &mut to).await?;
/// ```
pub struct FilePart<'a>(pub(super) &'a mut Part);

impl FilePart<'_> {
    /// The name of the form's field.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What the client calls the file. Never a path to write to: it can be `../../.ssh/authorized_keys`.
    pub fn file_name(&self) -> &str {
        self.0.file_name.as_deref().unwrap_or_default()
    }

    /// Of which type the client says it is. Nothing proves it.
    pub fn content_type(&self) -> Option<&str> {
        self.0.content_type.as_deref()
    }

    /// The next bytes; nothing at the end.
    ///
    /// # Errors
    ///
    /// When the client breaks off, sends more than the server takes, or what it sends is no form.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BodyError> {
        self.0.try_next().await
    }

    /// All of it.
    ///
    /// # Errors
    ///
    /// PAYLOAD_TOO_LARGE when it is longer than `limit`, and as [`chunk`](FilePart::chunk).
    pub async fn collect(self, limit: usize) -> Result<Bytes, BodyError> {
        let name = self.0.name.clone();
        collect(self, limit, || format!("The file `{name}` is larger than {limit} bytes")).await
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
