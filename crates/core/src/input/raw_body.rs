//! Raw request bodies, read as they arrive.

use std::{
    convert::Infallible,
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::{Bytes, BytesMut};
use futures_core::{Stream, stream::BoxStream};
use futures_util::{StreamExt, TryStreamExt};
use isotype_contract::InputEncoding;
use isotype_lowering::{Registry, TypeDescription};
use isotype_protocol::{Code, Limits, MediaType};

use crate::{BodyError, CallError, Input, RawInput};

/// Raw bytes as a procedure's input. Clients send a `Blob` or a `Uint8Array`.
///
/// It is a stream of chunks; the body is not buffered.
///
/// # Example
///
/// ```
/// use isotype_core::{BodyError, Ctx, RawBody};
///
/// async fn measure(_: Ctx<()>, mut body: RawBody) -> Result<usize, BodyError> {
///     let mut bytes = 0;
///     while let Some(chunk) = body.chunk().await? {
///         bytes += chunk.len();
///     }
///     Ok(bytes)
/// }
///
/// async fn avatar(_: Ctx<()>, body: RawBody) -> Result<usize, BodyError> {
///     let image = body.collect(64 * 1024).await?; // rejects a larger body
///     Ok(image.len())
/// }
/// ```
pub struct RawBody {
    content_type: String,
    chunks: BoxStream<'static, Result<Bytes, BodyError>>,
    form_text_limit: usize,
}

impl RawBody {
    /// Creates a body from its content type and its chunks, for transports and tests.
    pub fn new(
        content_type: impl Into<String>,
        chunks: impl Stream<Item = Result<Bytes, BodyError>> + Send + 'static,
    ) -> RawBody {
        RawBody { content_type: content_type.into(), chunks: chunks.boxed(), form_text_limit: Limits::default().body }
    }

    /// Sets the maximum total size of a form's text fields, in bytes. Default: 1 MiB.
    #[must_use]
    pub fn form_text_limit(mut self, bytes: usize) -> RawBody {
        self.form_text_limit = bytes;
        self
    }

    /// Returns the content type as the client sent it.
    pub fn content_type(&self) -> &str {
        &self.content_type
    }

    /// Returns the next chunk, or `None` at the end of the body.
    ///
    /// # Errors
    ///
    /// Returns [`BodyError`] if the client disconnects, or if the body exceeds the server's limit.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BodyError> {
        self.try_next().await
    }

    /// Reads the body into memory.
    ///
    /// # Errors
    ///
    /// Returns [`BodyError`] with PAYLOAD_TOO_LARGE if the body is larger than `limit` bytes. Otherwise fails under the
    /// same conditions as [`chunk`](RawBody::chunk).
    pub async fn collect(self, limit: usize) -> Result<Bytes, BodyError> {
        collect(self, limit, || format!("request body is larger than {limit} bytes")).await
    }

    pub(crate) fn into_parts(self) -> (String, BoxStream<'static, Result<Bytes, BodyError>>, usize) {
        (self.content_type, self.chunks, self.form_text_limit)
    }
}

/// Collects the chunks into one buffer. Fails if they exceed `limit` bytes.
pub(crate) async fn collect(
    mut chunks: impl Stream<Item = Result<Bytes, BodyError>> + Unpin,
    limit: usize,
    message: impl Fn() -> String,
) -> Result<Bytes, BodyError> {
    let mut all = BytesMut::new();
    while let Some(chunk) = chunks.try_next().await? {
        if chunk.len() > limit - all.len() {
            return Err(BodyError::new(Code::PayloadTooLarge, message()));
        }
        all.extend_from_slice(&chunk);
    }
    Ok(all.freeze())
}

impl Stream for RawBody {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.chunks.poll_next_unpin(cx)
    }
}

impl fmt::Debug for RawBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawBody").field("content_type", &self.content_type).finish_non_exhaustive()
    }
}

impl Input for RawBody {
    type Error = Infallible;
    const ENCODING: InputEncoding = InputEncoding::Bytes;

    async fn decode(raw: RawInput) -> Result<RawBody, CallError> {
        raw.into_body(MediaType::Bytes)
    }

    fn describe(registry: &mut Registry) -> TypeDescription {
        registry.describe::<()>()
    }
}
