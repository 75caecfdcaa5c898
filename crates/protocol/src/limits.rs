//! What a client may ask for at most.

/// Bounds on one HTTP request; every one is on by default.
///
/// # Example
///
/// ```
/// use isotype_protocol::Limits;
///
/// let limits = Limits { body: 64 * 1024, ..Limits::default() };
/// assert_eq!(limits.batch, 20);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest request body, in bytes. Default: 1 MiB.
    pub body: usize,
    /// The most calls in one batch. Default: 20.
    pub batch: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { body: 1024 * 1024, batch: 20 }
    }
}
