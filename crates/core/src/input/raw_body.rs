//! A body that is read while it arrives.

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

/// Raw bytes as a procedure's input: what a client sends as a `Blob` or a `Uint8Array`. They are a stream, and are
/// nowhere held as a whole.
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
///     let image = body.collect(64 * 1024).await?; // refuses a larger one: PAYLOAD_TOO_LARGE
///     Ok(image.len())
/// }
/// ```
pub struct RawBody {
    content_type: String,
    chunks: BoxStream<'static, Result<Bytes, BodyError>>,
    form_text_limit: usize,
}

impl RawBody {
    /// A body of that type, as a transport or a test makes it.
    pub fn new(
        content_type: impl Into<String>,
        chunks: impl Stream<Item = Result<Bytes, BodyError>> + Send + 'static,
    ) -> RawBody {
        RawBody { content_type: content_type.into(), chunks: chunks.boxed(), form_text_limit: Limits::default().body }
    }

    /// The same, with another bound on all text fields of a form together, in bytes. Default: 1 MiB.
    #[must_use]
    pub fn form_text_limit(mut self, bytes: usize) -> RawBody {
        self.form_text_limit = bytes;
        self
    }

    /// The content type as it was sent.
    pub fn content_type(&self) -> &str {
        &self.content_type
    }

    /// The next bytes; nothing at the end.
    ///
    /// # Errors
    ///
    /// When the client breaks off, or sends more than the server takes.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BodyError> {
        self.try_next().await
    }

    /// All of it.
    ///
    /// # Errors
    ///
    /// PAYLOAD_TOO_LARGE when it is longer than `limit`, and as [`chunk`](RawBody::chunk).
    pub async fn collect(self, limit: usize) -> Result<Bytes, BodyError> {
        collect(self, limit, || format!("The body is larger than {limit} bytes")).await
    }

    pub(crate) fn into_parts(self) -> (String, BoxStream<'static, Result<Bytes, BodyError>>, usize) {
        (self.content_type, self.chunks, self.form_text_limit)
    }
}

/// All chunks as one, unless they are more than `limit` bytes.
pub(crate) async fn collect(
    mut chunks: impl Stream<Item = Result<Bytes, BodyError>> + Unpin,
    limit: usize,
    complaint: impl Fn() -> String,
) -> Result<Bytes, BodyError> {
    let mut all = BytesMut::new();
    while let Some(chunk) = chunks.try_next().await? {
        if chunk.len() > limit - all.len() {
            return Err(BodyError::new(Code::PayloadTooLarge, complaint()));
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
