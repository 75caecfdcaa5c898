//! Inputs that are checked before the procedure sees them.

use garde::Validate;
use isotype_schema::{Described, Encoding, Registry};

use crate::{CallError, Either, Input, Invalid, ProcedureError, RawInput};

/// An input that was decoded and then passed its garde rules; adds [`Invalid`] to the procedure's errors.
///
/// # Example
///
/// ```
/// use garde::Validate;
/// use isotype_core::{Ctx, Type, Valid};
/// # use isotype_schema::specta;
/// use serde::Deserialize;
///
/// #[derive(Deserialize, Type, Validate)]
/// struct NewPost {
///     #[garde(length(chars, min = 1, max = 120))]
///     title: String,
/// }
///
/// async fn create(_: Ctx<()>, Valid(new): Valid<NewPost>) -> String {
///     new.title // an empty title never comes this far
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Valid<T>(pub T);

impl<T: Input + Validate<Context: Default>> Input for Valid<T> {
    type Error = Either<T::Error, Invalid>;
    const ENCODING: Encoding = T::ENCODING;

    async fn decode(raw: RawInput) -> Result<Self, CallError> {
        let value = T::decode(raw).await?;
        match value.validate() {
            Ok(()) => Ok(Valid(value)),
            Err(report) => Err(Invalid::from(report).into_call_error()),
        }
    }

    fn describe(registry: &mut Registry) -> Described {
        T::describe(registry)
    }
}
