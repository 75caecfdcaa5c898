//! Multipart forms as inputs.

mod bounded_chunks;
mod parts;
mod fields;
mod file_part;

use std::{convert::Infallible, fmt};

use garde::{Path, Report, Validate};
use isotype_contract::InputEncoding;
use isotype_lowering::{Registry, Type, TypeDescription};
use isotype_protocol::{Code, MediaType};
use serde::de::DeserializeOwned;

pub use file_part::FilePart;
use parts::Parts;

use crate::{BodyError, CallError, Input, RawInput};

/// Form that a client sends as `FormData`: text fields, decoded as `T`, followed by files.
///
/// Text is converted to the types of `T`: numbers, booleans (`on` is `true`) and enums by name. A repeated field
/// becomes a `Vec`; an empty number becomes `None`. Fields must precede files, because a file is read only when the
/// procedure asks for it. A file input without a chosen file is ignored.
///
/// [`Valid<Form<T>>`](crate::Valid) validates the fields.
///
/// # Example
///
/// ```
/// use isotype_core::{BodyError, Ctx, Form};
/// # use isotype_lowering::specta::{self, Type};
/// use serde::Deserialize;
///
/// #[derive(Deserialize, Type)]
/// struct NewAlbum {
///     title: String,
///     public: bool,
/// }
///
/// async fn create(_: Ctx<()>, mut form: Form<NewAlbum>) -> Result<String, BodyError> {
///     while let Some(mut file) = form.next_file().await? {
///         while let Some(chunk) = file.chunk().await? {
///             // write the chunk to its destination
/// #           let _ = chunk;
///         }
///     }
///     Ok(form.fields.title)
/// }
/// ```
pub struct Form<T = ()> {
    /// Text fields.
    pub fields: T,
    /// If `true`, `parts` may already be at the first file, because reading the fields stops there.
    has_pending_file: bool,
    parts: Parts,
}

impl<T> Form<T> {
    /// Returns the next file. The unread rest of the previous file is skipped.
    ///
    /// # Errors
    ///
    /// Returns [`BodyError`] if the client disconnects or the body exceeds the server's limit. The code is BAD_REQUEST
    /// if the form is malformed, or if a text field follows a file.
    pub async fn next_file(&mut self) -> Result<Option<FilePart<'_>>, BodyError> {
        let part =
            if std::mem::take(&mut self.has_pending_file) { self.parts.current() } else { self.parts.next().await? };
        match part {
            Some(part) if part.file_name.is_none() => {
                let message = format!("field `{}` follows a file: append fields before files", part.name);
                Err(BodyError::new(Code::BadRequest, message))
            }
            part => Ok(part.map(FilePart)),
        }
    }
}

impl<T: DeserializeOwned + Type + Send + 'static> Input for Form<T> {
    type Error = Infallible;
    const ENCODING: InputEncoding = InputEncoding::Form;

    async fn decode(raw: RawInput) -> Result<Form<T>, CallError> {
        let (mut parts, limit) = Parts::new(raw.into_body(MediaType::Form)?)?;
        let fields = fields::read(&mut parts, limit).await?;
        Ok(Form { fields: fields::decode(&fields)?, has_pending_file: true, parts })
    }

    fn describe(registry: &mut Registry) -> TypeDescription {
        registry.describe::<T>()
    }
}

/// Validates the text fields.
impl<T: Validate> Validate for Form<T> {
    type Context = T::Context;

    fn validate_into(&self, context: &T::Context, parent: &mut dyn FnMut() -> Path, report: &mut Report) {
        self.fields.validate_into(context, parent, report);
    }
}

impl<T: fmt::Debug> fmt::Debug for Form<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Form").field("fields", &self.fields).finish_non_exhaustive()
    }
}

/// Returns the error for a malformed form, with tRPC's message (see `docs/protocol.md#forms`).
fn malformed_form() -> BodyError {
    BodyError::new(Code::BadRequest, "Failed to parse body as FormData.")
}

#[cfg(test)]
mod tests;
