//! Inputs that are checked before the procedure sees them.

use garde::{Validate, i18n::with_i18n};
use isotype_contract::InputEncoding;
use isotype_lowering::{Registry, TypeDescription};

use super::{Constraints, Invalid, issue_i18n::IssueI18n};
use crate::{CallError, EitherError, Input, ProcedureError, RawInput};

/// An input that was decoded, brought to its normal form, and then passed its garde rules; adds [`Invalid`] to the procedure's errors.
///
/// Its fields are named as the client knows them. [`Constraints`], which `isotype` derives, says what they are called on the wire, and
/// tells the rules to the contract.
///
/// # Example
///
/// ```
/// use garde::{Validate, i18n::with_i18n};
/// use isotype_core::{Constraints, Ctx, Type, Valid};
/// # use isotype_lowering::specta;
/// use serde::Deserialize;
///
/// #[derive(Deserialize, specta::Type, Validate)]
/// struct NewPost {
///     #[garde(length(chars, min = 1, max = 120))]
///     title: String,
/// }
/// # impl Constraints for NewPost {}
///
/// async fn create(_: Ctx<()>, Valid(new): Valid<NewPost>) -> String {
///     new.title // an empty title never comes this far
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Valid<T>(pub T);

impl<T: Input + Validate<Context: Default> + Constraints> Input for Valid<T> {
    type Error = EitherError<T::Error, Invalid>;
    const ENCODING: InputEncoding = T::ENCODING;

    async fn decode(raw: RawInput) -> Result<Self, CallError> {
        let mut value = T::decode(raw).await?;
        value.normalize();
        match with_i18n(IssueI18n, || value.validate()) {
            Ok(()) => Ok(Valid(value)),
            Err(report) => Err(Invalid::from_report(&report, |place| value.resolve_path(place)).into_call_error()),
        }
    }

    fn describe(registry: &mut Registry) -> TypeDescription {
        <T as Constraints>::describe(registry);
        <T as Input>::describe(registry)
    }
}
