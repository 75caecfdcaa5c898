//! Standard output of the bindings binary.

use std::{
    fmt::Display,
    io::{Write, stdout},
};

/// Writes to standard output. Ignores errors, since the reader may close the pipe early, as `head` does.
pub(crate) fn write_stdout(text: impl Display) {
    let mut out = stdout().lock();
    let _ = write!(out, "{text}").and_then(|()| out.flush());
}
