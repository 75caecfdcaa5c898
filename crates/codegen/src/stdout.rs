//! What is said on standard output.

use std::{
    fmt::Display,
    io::{Write, stdout},
};

/// Says it. Whoever reads may have read enough, as `head` does: that is no failure.
pub(crate) fn write_stdout(text: impl Display) {
    let mut out = stdout().lock();
    let _ = write!(out, "{text}").and_then(|()| out.flush());
}
