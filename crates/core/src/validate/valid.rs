//! Validated inputs.

use garde::{Validate, i18n::with_i18n};
use isotype_contract::InputEncoding;
use isotype_lowering::{Registry, TypeDescription};

use super::{Constraints, Invalid, issue_i18n::IssueI18n};
use crate::{CallError, EitherError, Input, ProcedureError, RawInput};

/// Input that is decoded, normalized and validated with its garde rules. Adds [`Invalid`] to the procedure's errors.
///
/// Field paths in errors use the names on the wire, which [`Constraints`] resolves. The rules are part of the contract.
///
/// # Example
///
/// ```
/// use garde::Validate;
/// use isotype_core::{Constraints, Ctx, Valid};
/// # use isotype_lowering::specta::{self, Type};
/// use serde::Deserialize;
///
/// #[derive(Deserialize, Type, Validate)]
/// struct NewPost {
///     #[garde(length(chars, min = 1, max = 120))]
///     title: String,
/// }
/// # impl Constraints for NewPost {}
///
/// async fn create(_: Ctx<()>, Valid(post): Valid<NewPost>) -> String {
///     post.title // never empty
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
            Err(report) => Err(Invalid::from_report(&report, |path| value.resolve_path(path)).into_call_error()),
        }
    }

    fn describe(registry: &mut Registry) -> TypeDescription {
        <T as Constraints>::describe(registry);
        <T as Input>::describe(registry)
    }
}
