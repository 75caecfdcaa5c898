//! Interoperability with `jose` (npm) and `joserfc` (PyPI).
//!
//! Both libraries sign tokens. The test mutates them in many ways and checks that all three implementations accept the same
//! ones, except for the documented cases in which this crate is stricter.

#![allow(clippy::unwrap_used, reason = "a test ends by panicking")]

mod mutate;
mod implementation;
mod generate;

use std::collections::BTreeMap;

use generate::{Token, key_cases};
use implementation::{Implementation, Outcomes};

/// Cases that this crate rejects but others accept, identified by a name prefix.
const STRICTER: [(&str, &str); 5] = [
    (
        "duplicate member",
        "RFC 7515, section 4, and RFC 7519, section 4, let parsers use the last one; two servers could then read different values",
    ),
    ("b64: false", "RFC 7797, section 7: JWTs must not use it, with or without crit"),
    ("crit: ", "RFC 7515, section 4.1.11: critical parameters that are malformed or not understood must be rejected"),
    ("typ: ", "RFC 8725, section 3.11: the token is of another type"),
    ("9 KiB", "a limit of this crate, since the sender is not authenticated yet"),
];

#[test]
fn three_implementations_agree() {
    let Some(others) = Implementation::all() else { return };
    let tokens: Vec<Token> =
        others.iter().flat_map(|other| other.sign(&key_cases())).flat_map(mutate::all_mutations).collect();
    let accepted: Vec<bool> = tokens.iter().map(generate::is_accepted).collect();
    let other_outcomes: Vec<Outcomes> = others.iter().map(|other| other.verify(&tokens)).collect();
    let mut failures = Vec::new();
    let mut stricter_cases: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for (index, token) in tokens.iter().enumerate() {
        let outcomes: Vec<bool> = other_outcomes.iter().map(|outcomes| outcomes[index]).collect();
        let stricter = STRICTER.iter().find(|(prefix, _)| token.case.starts_with(prefix));
        let is_expected = match (accepted[index], stricter) {
            (accepted, _) if outcomes.iter().all(|other| *other == accepted) => true,
            (false, Some((prefix, _))) => {
                let accepting =
                    others.iter().zip(&outcomes).filter(|(_, accepted)| **accepted).map(|(other, _)| other.name);
                stricter_cases.entry(prefix).or_default().insert(&token.case, accepting.collect());
                true
            }
            _ => false,
        };
        if !is_expected || accepted[index] != token.is_valid {
            let (case, alg) = (&token.case, token.kind.alg);
            failures.push(format!("{case} ({alg}): accepted here {}, by the others {outcomes:?}", accepted[index]));
        }
    }
    let count = accepted.iter().filter(|accepted| **accepted).count();
    println!("{} tokens: {count} accepted, {} rejected", accepted.len(), accepted.len() - count);
    for (case, accepting) in stricter_cases.values().flatten() {
        println!("rejected here, accepted by {}: {case}", accepting.join(" and "));
    }
    assert_eq!(stricter_cases.len(), STRICTER.len(), "every exception in STRICTER occurs");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count > 20 && accepted.len() - count > 200, "too few accepted or rejected tokens");
    assert!(other_outcomes.iter().all(|outcomes| outcomes.contains(&true)), "an implementation rejects everything");
}
