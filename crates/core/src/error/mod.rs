//! Procedure errors. Declared errors are sent to the caller; internal errors are only logged.

mod body_error;
mod call_error;
mod declared_errors;
mod either_error;
mod internal_error;

pub use body_error::BodyError;
pub use call_error::CallError;
pub(crate) use call_error::Repr;
pub use declared_errors::{Conflict, Forbidden, NotFound, TooManyRequests, Unauthorized};
pub use either_error::EitherError;
pub use internal_error::InternalError;

use std::convert::Infallible;

use isotype_lowering::{ErrorDescription, Registry};

/// Error of a procedure, a guard or a layer. It becomes part of the procedure's error union in TypeScript.
///
/// It is usually derived. Variants are sent to the caller with their fields, unless they are marked `#[internal]`.
///
/// # Example
///
/// ```ignore
/// #[derive(Debug, thiserror::Error, ProcedureError)]
/// enum PostError {
///     #[error("that title is taken")]
///     #[code(Conflict)]
///     TitleTaken { by: PostId },
///     #[error(transparent)]
///     #[internal]
///     Database(#[from] sqlx::Error),
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the error of a procedure",
    label = "not a `ProcedureError`",
    note = "derive it: `#[derive(Debug, thiserror::Error, ProcedureError)]`, with `#[code(...)]` on each variant that the caller may see",
    note = "for errors that the caller must not see, return `Result<_, isotype::InternalError>`: `?` converts any error into it"
)]
pub trait ProcedureError: Sized + Send + 'static {
    /// Adds the errors that the caller can receive to the contract.
    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>);

    /// Converts the error into a declared or an internal [`CallError`].
    fn into_call_error(self) -> CallError;
}

impl ProcedureError for Infallible {
    fn describe(_: &mut Registry, _: &mut Vec<ErrorDescription>) {}

    fn into_call_error(self) -> CallError {
        match self {}
    }
}

/// Lets procedures return upstream errors as they are. Such errors have a code but no declared error type.
impl ProcedureError for CallError {
    fn describe(_: &mut Registry, _: &mut Vec<ErrorDescription>) {}

    fn into_call_error(self) -> CallError {
        self
    }
}
