//! Errors that occur while reading a request body.

use std::{borrow::Cow, error::Error, fmt, io};

use isotype_lowering::{ErrorDescription, Registry};
use isotype_protocol::Code;

use crate::{CallError, ProcedureError};

/// Error that occurred while reading a form or a request body. It is sent to the caller.
///
/// A procedure can return it directly, through a variant marked `#[forward]`, or through
/// [`InternalError`](crate::InternalError).
///
/// # Example
///
/// ```
/// use isotype_core::{BodyError, Code, InternalError, ProcedureError};
///
/// let disconnected = BodyError::new(Code::ClientClosedRequest, "the client disconnected");
/// assert_eq!(InternalError::from(disconnected).into_call_error().code(), Code::ClientClosedRequest);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyError {
    code: Code,
    message: Cow<'static, str>,
}

impl BodyError {
    /// Creates an error with a message for the caller.
    pub fn new(code: Code, message: impl Into<Cow<'static, str>>) -> BodyError {
        BodyError { code, message: message.into() }
    }

    /// Returns the error code.
    pub fn code(&self) -> Code {
        self.code
    }

    /// Finds a `BodyError`: `error` itself, or the error wrapped in an I/O error.
    pub(crate) fn find_in<'a>(error: &'a (dyn Error + Send + Sync + 'static)) -> Option<&'a BodyError> {
        let in_io = || error.downcast_ref::<io::Error>()?.get_ref()?.downcast_ref();
        error.downcast_ref().or_else(in_io)
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for BodyError {}

/// Allows reading a body with adapters such as `tokio_util::io::StreamReader`.
impl From<BodyError> for io::Error {
    fn from(error: BodyError) -> io::Error {
        io::Error::other(error)
    }
}

impl From<BodyError> for CallError {
    fn from(error: BodyError) -> CallError {
        error.into_call_error()
    }
}

impl ProcedureError for BodyError {
    fn describe(_: &mut Registry, _: &mut Vec<ErrorDescription>) {}

    fn into_call_error(self) -> CallError {
        CallError::protocol(self.code, self.message)
    }
}
