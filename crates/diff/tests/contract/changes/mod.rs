//! Table of changes and their expected compatibility, verified with values of actual Rust types.
//!
//! `cargo test -p isotype-diff --test contract -- --nocapture matches_table` prints it as Markdown.

mod change_case;
mod evidence;
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

/// Checks the findings against the table, and those for types also against serde.
#[test]
fn matches_table() {
    let cases = all();
    println!("| # | Change | Location | Compatibility | Bump | Kind | Verified with |\n|---|---|---|---|---|---|---|");
    let mut failures = Vec::new();
    for (number, case) in (1..).zip(&cases) {
        let worst = case.worst();
        let found = worst
            .as_ref()
            .map_or((Compatibility::Compatible, SemverBump::Patch), |finding| (finding.compatibility, finding.bump));
        let kind = worst.map_or("no difference", |finding| finding.kind);
        println!(
            "| {number} | {} | {} | {} | {} | {kind} | {} |",
            case.name,
            case.location,
            found.0,
            found.1,
            case.evidence.description()
        );
        if found != (case.compatibility, case.bump) {
            failures.push(format!(
                "{} ({}): found {found:?}, expected {:?}",
                case.name,
                case.location,
                (case.compatibility, case.bump)
            ));
        }
        failures.extend(case.counterexamples());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(cases.len() >= 60, "only {} kinds of change", cases.len());
}
