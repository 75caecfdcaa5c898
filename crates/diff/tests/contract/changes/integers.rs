//! What the policy makes of wide integers. A field that serde sends as digits and the contract calls an `i64` is what the policy makes
//! of an `i64`.

use isotype_contract::{IntegerEncoding, IntegerEncoding::*};
use isotype_diff::{Compatibility::*, SemverBump::*};

use super::change_case::{Case, both, change};

change!(policy
    { pub struct T { a: i64 } } =>
    { pub struct T { #[serde(with = "isotype_lowering::with::bigint")] #[specta(type = i64)] a: i64 } });
change!(wider
    { pub struct T { #[serde(with = "isotype_lowering::with::bigint")] #[specta(type = i64)] a: i64 } } =>
    { pub struct T { #[serde(with = "isotype_lowering::with::bigint")] #[specta(type = i128)] a: i128 } });
change!(wide
    { pub struct T { a: u32, m: BTreeMap<u64, u8> } } =>
    { pub struct T { #[serde(with = "isotype_lowering::with::bigint")] #[specta(type = i64)] a: i64, m: BTreeMap<u64, u8> } });
change!(keys { pub struct T { m: BTreeMap<u64, u8> } } => { pub struct T { m: BTreeMap<u64, u8> } });

pub(crate) fn cases() -> Vec<Case> {
    let numbers = both::<policy::old::T, policy::new::T>(
        "wide integers become `bigint`s by policy",
        (BreaksServers, Major),
        (BreaksClients, Major),
    );
    let bigints = both::<policy::new::T, policy::old::T>(
        "wide integers become numbers by policy",
        (BreaksClients, Major),
        (BreaksClients, Major),
    );
    let texts = both::<policy::new::T, policy::new::T>(
        "`bigint`s by policy become strings",
        (Compatible, Major),
        (Compatible, Major),
    );
    let wider = both::<wider::old::T, wider::new::T>(
        "a `bigint` by policy widens",
        (BreaksServers, Minor),
        (Compatible, Minor),
    );
    let wide = both::<wide::old::T, wide::new::T>(
        "a number becomes a `bigint` by policy",
        (BreaksServers, Major),
        (BreaksClients, Major),
    );
    let keys = both::<keys::old::T, keys::new::T>(
        "a policy is stated that changes keys only",
        (Compatible, Patch),
        (Compatible, Patch),
    );
    let mut cases = Vec::new();
    cases.extend(under(Number, BigInt, numbers));
    cases.extend(under(BigInt, Number, bigints));
    cases.extend(under(BigInt, String, texts));
    // Values of 64 bits alone are tried.
    cases.extend(under(BigInt, BigInt, wider).map(Case::unbroken));
    cases.extend(under(String, String, wide));
    cases.extend(under(Number, String, keys));
    cases
}

fn under(old: IntegerEncoding, new: IntegerEncoding, cases: [Case; 2]) -> [Case; 2] {
    cases.map(|mut case| {
        (case.old.integers, case.new.integers) = (old, new);
        case
    })
}
