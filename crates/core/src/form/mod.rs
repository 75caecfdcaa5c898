//! Forms as inputs: typed text fields, then files that are read while they arrive.

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

/// A form, which a client sends as `FormData`: text fields as a `T`, behind them files.
///
/// Text becomes what `T` says: numbers, booleans (`on` is true), enums by name; a repeated field a `Vec`, an empty
/// number `None`. Fields must be appended before files, as a file is read only when the procedure asks for it. A file
/// input in which nobody has chosen a file counts as not sent.
///
/// Wrapped in [`Valid`](crate::Valid), its fields are checked by their garde rules.
///
/// # Example
///
/// ```
/// use isotype_core::{BodyError, Ctx, Form, Type};
/// # use isotype_lowering::specta;
/// use serde::Deserialize;
///
/// #[derive(Deserialize, specta::Type)]
/// struct NewAlbum {
///     title: String,
///     public: bool,
/// }
///
/// async fn create(_: Ctx<()>, mut form: Form<NewAlbum>) -> Result<String, BodyError> {
///     while let Some(mut file) = form.next_file().await? { // refuses a text field behind a file
///         while let Some(chunk) = file.chunk().await? {
///             // hand it on: it is nowhere kept
/// #           let _ = chunk;
///         }
///     }
///     Ok(form.fields.title)
/// }
/// ```
pub struct Form<T = ()> {
    /// The text fields.
    pub fields: T,
    /// The first file was found already when the fields' end was looked for.
    has_pending_file: bool,
    parts: Parts,
}

impl<T> Form<T> {
    /// The next file. What was not read of the one before is passed over.
    ///
    /// # Errors
    ///
    /// When the client breaks off or sends more than the server takes; BAD_REQUEST for a text field behind a file, or
    /// when what it sends is no form.
    pub async fn next_file(&mut self) -> Result<Option<FilePart<'_>>, BodyError> {
        let part =
            if std::mem::take(&mut self.has_pending_file) { self.parts.current() } else { self.parts.next().await? };
        match part {
            Some(part) if part.file_name.is_none() => {
                let message = format!("The field `{}` is behind a file: append fields before files", part.name);
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

/// By the rules of its fields.
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

/// What tRPC says (protocol section 6).
fn malformed_form() -> BodyError {
    BodyError::new(Code::BadRequest, "Failed to parse body as FormData.")
}

#[cfg(test)]
mod tests;
