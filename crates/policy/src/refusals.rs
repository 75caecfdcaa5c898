//! What policies refuse with.

isotype_core::declared_errors! {
    /// The call took longer than its procedure may take.
    TimedOut Timeout "this took too long";
    /// The server has too much to do just now.
    Overloaded ServiceUnavailable "there is too much to do just now; try again";
    /// The key names another mutation than the one that was first made under it.
    IdempotencyKeyReused UnprocessableContent "this idempotency key was used for something else";
    /// The mutation must be made under a key.
    IdempotencyKeyMissing BadRequest "send an Idempotency-Key";
}
