//! CPU time of the current thread, from `/proc`.

use std::{fs, io};

/// Returns the CPU time of the current thread in nanoseconds.
pub(crate) fn nanoseconds() -> io::Result<u64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat")?;
    text.split(' ')
        .next()
        .and_then(|first| first.parse().ok())
        .ok_or_else(|| io::Error::other("cannot parse /proc/thread-self/schedstat"))
}
