//! Tokens that `jose` (npm) and `joserfc` (PyPI) have minted, as they are and broken in many ways: they, we, and each other judge them
//! alike, and where not, it is said here why.

#![allow(clippy::unwrap_used, reason = "a test ends by panicking")]

mod breaking;
mod judge;
mod minting;

use std::collections::BTreeMap;

use judge::{Implementation, Verdicts};
use minting::{Token, key_cases};

/// Where we refuse and others do not, by the beginning of the case's name.
const STRICTER: [(&str, &str); 5] = [
    (
        "a member twice",
        "RFC 7515, section 4, and RFC 7519, section 4, let a parser take the last one; two servers may then read two things",
    ),
    ("b64: false", "RFC 7797, section 7: a JWT has none, with or without crit"),
    ("crit: ", "RFC 7515, section 4.1.11: what is critical and not understood, or malformed, is refused"),
    ("typ: ", "RFC 8725, section 3.11: a token of another kind is none of these"),
    ("9 KiB", "a limit of our own: who sends it has proved nothing yet"),
];

#[test]
fn three_judges_agree() {
    let Some(judges) = Implementation::all() else { return };
    let tokens: Vec<Token> =
        judges.iter().flat_map(|judge| judge.sign(&key_cases())).flat_map(breaking::all_mutations).collect();
    let ours: Vec<bool> = tokens.iter().map(minting::verify_ours).collect();
    let theirs: Vec<Verdicts> = judges.iter().map(|judge| judge.verify(&tokens)).collect();
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for (index, token) in tokens.iter().enumerate() {
        let verdicts: Vec<bool> = theirs.iter().map(|verdicts| verdicts[index]).collect();
        let stricter = STRICTER.iter().find(|(case, _)| token.case.starts_with(case));
        let is_right = match (ours[index], stricter) {
            (ours, _) if verdicts.iter().all(|theirs| *theirs == ours) => true,
            (false, Some((case, _))) => {
                let takers = judges.iter().zip(&verdicts).filter(|(_, taken)| **taken).map(|(judge, _)| judge.name);
                seen.entry(case).or_default().insert(&token.case, takers.collect());
                true
            }
            _ => false,
        };
        if !is_right || ours[index] != token.is_valid {
            wrong.push(format!("{} ({}): ours {}, theirs {verdicts:?}", token.case, token.kind.alg, ours[index]));
        }
    }
    let taken = ours.iter().filter(|taken| **taken).count();
    println!("{} tokens: {taken} taken, {} refused", ours.len(), ours.len() - taken);
    for (case, takers) in seen.values().flatten() {
        println!("refused here, and taken by {}: {case}", takers.join(" and "));
    }
    assert_eq!(seen.len(), STRICTER.len(), "each exception is one");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(taken > 20 && ours.len() - taken > 200, "enough of both");
    assert!(theirs.iter().all(|verdicts| verdicts.iter().any(|taken| *taken)), "each judge takes some");
}
