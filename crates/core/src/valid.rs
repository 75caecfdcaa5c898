//! Inputs that are checked before the procedure sees them.

use std::future::{Future, ready};

use garde::Validate;
use isotype_schema::{Registry, Shape, Type};
use serde::de::DeserializeOwned;

use crate::{CallError, Input, Invalid, ProcedureError, RawInput, input::decode_json};

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

impl<T> Input for Valid<T>
where
    T: DeserializeOwned + Type + Validate<Context: Default> + Send + 'static,
{
    type Error = Invalid;

    fn decode(raw: RawInput) -> impl Future<Output = Result<Self, CallError>> + Send {
        ready(decode_json(raw).and_then(|value: T| match value.validate() {
            Ok(()) => Ok(Valid(value)),
            Err(report) => Err(Invalid::from(report).into_call_error()),
        }))
    }

    fn describe(registry: &mut Registry) -> Shape {
        registry.shape::<T>()
    }
}
