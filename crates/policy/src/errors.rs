//! Declared errors that policies return.

isotype_core::declared_errors! {
    /// Error returned when a call exceeds its procedure's timeout.
    TimedOut Timeout "the call exceeded its timeout";
    /// Error returned when the server has too many calls in flight.
    Overloaded ServiceUnavailable "the server is overloaded; try again later";
    /// Error returned when an idempotency key was already used with a different input.
    IdempotencyKeyReused UnprocessableContent "the idempotency key was already used with a different input";
    /// Error returned when a mutation requires an idempotency key and the call has none.
    IdempotencyKeyMissing BadRequest "the mutation requires an idempotency key";
}
