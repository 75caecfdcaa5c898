//! Assertions that print each attack as a table row.

use isotype_auth::{Jwt, TokenError};
use serde_json::Value;

/// Asserts that a token is rejected for exactly this reason.
#[track_caller]
pub(crate) fn assert_rejected(case: &str, jwt: &Jwt<Value>, token: &str, reason: TokenError) {
    let outcome = jwt.verify(token);
    print_row(
        case,
        &match &outcome {
            Ok(_) => "ACCEPTED".to_owned(),
            Err(reason) => format!("rejected: {reason}"),
        },
    );
    assert_eq!(outcome, Err(reason), "{case}");
}

/// Asserts that a token is accepted, as a control for the rejected ones.
#[track_caller]
pub(crate) fn assert_accepted(case: &str, jwt: &Jwt<Value>, token: &str) {
    let outcome = jwt.verify(token);
    print_row(case, if outcome.is_ok() { "accepted" } else { "REJECTED" });
    assert!(outcome.is_ok(), "{case}: {outcome:?}");
}

pub(crate) fn print_row(case: &str, outcome: &str) {
    println!("| {case} | {outcome} |");
}
