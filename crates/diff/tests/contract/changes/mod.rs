//! The kinds of change, each with what is said of it, and with values of real Rust types that prove it.
//!
//! `cargo test -p isotype-schema --test contract -- --nocapture table` prints them as Markdown.

mod change_case;
mod verify;
mod fields;
mod types;
mod integers;
mod unions;
mod rules;
mod procedures;

use change_case::Case;
pub(crate) use change_case::procedure;
use isotype_diff::{Compatibility, SemverBump};

fn all() -> Vec<Case> {
    [fields::cases(), types::cases(), integers::cases(), unions::cases(), rules::cases(), procedures::cases()]
        .into_iter()
        .flatten()
        .collect()
}

/// Every kind is judged as the table says, and the ones between two Rust types as serde reads their values.
#[test]
fn table() {
    let cases = all();
    println!("| # | Change | Sent as | Verdict | Step | Found as | Proved by |\n|---|---|---|---|---|---|---|");
    let mut wrong = Vec::new();
    for (at, case) in (1..).zip(&cases) {
        let worst = case.worst();
        let told = worst
            .as_ref()
            .map_or((Compatibility::Compatible, SemverBump::Patch), |finding| (finding.compatibility, finding.bump));
        let code = worst.map_or("no difference", |finding| finding.kind);
        println!(
            "| {at} | {} | {} | {} | {} | {code} | {} |",
            case.what,
            case.sent,
            told.0,
            told.1,
            case.proof.words()
        );
        if told != (case.verdict, case.step) {
            wrong.push(format!(
                "{} ({}): {told:?}, and {:?} is expected",
                case.what,
                case.sent,
                (case.verdict, case.step)
            ));
        }
        wrong.extend(case.disproved());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases.len() >= 60, "{} kinds of change", cases.len());
}
