//! The processor's time of this thread, as Linux counts it.

use std::{fs, io};

pub(crate) fn nanoseconds() -> io::Result<u64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat")?;
    text.split(' ').next().and_then(|first| first.parse().ok()).ok_or_else(|| io::Error::other("no time of the thread"))
}
