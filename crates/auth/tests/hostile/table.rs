//! Verdicts, as rows of a table.

use isotype_auth::{Jwt, TokenError};
use serde_json::Value;

/// A token is refused, for this reason and no other.
#[track_caller]
pub(crate) fn assert_rejected(case: &str, jwt: &Jwt<Value>, token: &str, reason: TokenError) {
    let verdict = jwt.verify(token);
    row(
        case,
        &match &verdict {
            Ok(_) => "TAKEN".to_owned(),
            Err(reason) => format!("refused: {reason}"),
        },
    );
    assert_eq!(verdict, Err(reason), "{case}");
}

/// A token is taken: what stands beside it is not refused for some other reason.
#[track_caller]
pub(crate) fn assert_accepted(case: &str, jwt: &Jwt<Value>, token: &str) {
    let verdict = jwt.verify(token);
    row(case, if verdict.is_ok() { "taken" } else { "REFUSED" });
    assert!(verdict.is_ok(), "{case}: {verdict:?}");
}

pub(crate) fn row(case: &str, verdict: &str) {
    println!("| {case} | {verdict} |");
}
