//! Declared errors of policies.

isotype_core::declared_errors! {
    /// Error of a call that exceeds the timeout of its procedure.
    TimedOut Timeout "the call exceeded its timeout";
    /// Error of a call that arrives while the server has too many calls in flight.
    Overloaded ServiceUnavailable "the server is overloaded; try again later";
    /// Error of a mutation whose idempotency key was used with a different input.
    IdempotencyKeyReused UnprocessableContent "the idempotency key was already used with a different input";
    /// Error of a mutation that requires an idempotency key and has none.
    IdempotencyKeyMissing BadRequest "the mutation requires an idempotency key";
}
