//! Mutations that take effect once: the same cases on every store.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "../engines/mod.rs"]
mod engines;

mod app;
mod cases;
mod stores;
mod transaction;

use cases::on_every_store;

on_every_store! {
    the_same_key_gets_the_same_answer
    other_input_is_refused
    a_key_is_of_one_caller_and_one_procedure
    duplicates_wait_for_the_first
    declared_errors_are_stored_and_failures_are_not
    who_would_not_be_let_in_gets_no_stored_answer
    what_is_given_up_can_be_tried_again
    an_answer_is_forgotten_in_the_end
    who_lost_a_claim_cannot_end_it
}
