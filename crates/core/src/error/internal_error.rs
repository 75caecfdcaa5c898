//! Errors that are logged but not sent to the caller.

use std::{error::Error, fmt};

use isotype_lowering::{ErrorDescription, Registry};

use crate::{BodyError, CallError, ProcedureError};

/// Error that is logged in full. The caller receives INTERNAL_SERVER_ERROR and a request id.
///
/// `?` converts any error into it. A [`BodyError`], even when wrapped in an I/O error, is still sent to the caller,
/// because the caller caused it.
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, InternalError};
///
/// async fn motd(_: Ctx<()>, _: ()) -> Result<String, InternalError> {
///     Ok(std::fs::read_to_string("/etc/motd")?)
/// }
/// ```
pub struct InternalError(Box<dyn Error + Send + Sync>);

// It does not implement `Error`, so that `?` can convert every `Error` into it.
impl<E: Into<Box<dyn Error + Send + Sync>>> From<E> for InternalError {
    fn from(cause: E) -> Self {
        InternalError(cause.into())
    }
}

impl fmt::Debug for InternalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ProcedureError for InternalError {
    fn describe(_: &mut Registry, _: &mut Vec<ErrorDescription>) {}

    fn into_call_error(self) -> CallError {
        match BodyError::find_in(&*self.0) {
            Some(error) => error.clone().into_call_error(),
            None => CallError::internal(self.0),
        }
    }
}
