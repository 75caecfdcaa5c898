//! Any error that the caller must not see.

use std::{error::Error, fmt};

use isotype_lowering::{ErrorDescription, Registry};

use crate::{BodyError, CallError, ProcedureError};

/// An error that is logged in full; the caller sees INTERNAL_SERVER_ERROR and a request id. Only a [`BodyError`], alone
/// or as the cause of an I/O error, passes: it is the caller's own.
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Internal};
///
/// async fn motd(_: Ctx<()>, _: ()) -> Result<String, Internal> {
///     Ok(std::fs::read_to_string("/etc/motd")?)
/// }
/// ```
pub struct InternalError(Box<dyn Error + Send + Sync>);

// Not an `Error` itself, so that every `Error` can become one by `?`.
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
