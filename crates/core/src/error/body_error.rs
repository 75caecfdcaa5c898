//! The error of a body that is read while it arrives.

use std::{borrow::Cow, error::Error, fmt, io};

use isotype_lowering::{ErrorDescription, Registry};
use isotype_protocol::Code;

use crate::{CallError, ProcedureError};

/// Why a form or a body could not be read on. The caller sees it: it is the caller's doing.
///
/// A procedure can fail by it as it is, by a variant marked `#[forward]`, or by [`Internal`](crate::Internal), which
/// lets it through.
///
/// # Example
///
/// ```
/// use isotype_core::{BodyError, Code, Internal, ProcedureError};
///
/// let broken_off = BodyError::new(Code::ClientClosedRequest, "the client went away");
/// assert_eq!(Internal::from(broken_off).into_call_error().code(), Code::ClientClosedRequest);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyError {
    code: Code,
    message: Cow<'static, str>,
}

impl BodyError {
    /// An error of that code, with a message for a person.
    pub fn new(code: Code, message: impl Into<Cow<'static, str>>) -> BodyError {
        BodyError { code, message: message.into() }
    }

    /// The code that the caller will see.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The body error that this error is, or that a reader made an I/O error of.
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

/// For readers, such as `tokio_util::io::StreamReader`.
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
