//! Tests that run on every idempotency store.
#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

#[path = "../engines/mod.rs"]
mod engines;

mod app;
mod cases;
mod stores;
mod transaction;

use cases::on_every_store;

on_every_store! {
    replays_stored_response_for_same_key
    rejects_same_key_with_other_input
    scopes_key_to_caller_and_procedure
    concurrent_duplicates_wait_for_first_call
    stores_declared_errors_but_not_internal_errors
    guards_run_before_stored_response_is_replayed
    releases_claim_of_timed_out_call
    forgets_response_after_ttl
    only_current_owner_can_complete_or_release_claim
}
