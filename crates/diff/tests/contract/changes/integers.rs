//! Changes to the integer encoding.
//!
//! A field that is serialized as a string but described as `i64` has the JSON of an `i64` under a string encoding.

use isotype_contract::{IntegerEncoding, IntegerEncoding::*};
use isotype_diff::{Compatibility::*, SemverBump::*};

use super::change_case::{Case, both_directions, change};

change!(encoded
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
    let numbers = both_directions::<encoded::old::T, encoded::new::T>(
        "the integer encoding changes from number to bigint",
        (BreaksServers, Major),
        (BreaksClients, Major),
    );
    let bigints = both_directions::<encoded::new::T, encoded::old::T>(
        "the integer encoding changes from bigint to number",
        (BreaksClients, Major),
        (BreaksClients, Major),
    );
    let strings = both_directions::<encoded::new::T, encoded::new::T>(
        "the integer encoding changes from bigint to string",
        (Compatible, Major),
        (Compatible, Major),
    );
    let wider = both_directions::<wider::old::T, wider::new::T>(
        "an integer encoded as bigint widens",
        (BreaksServers, Minor),
        (Compatible, Minor),
    );
    let wide = both_directions::<wide::old::T, wide::new::T>(
        "a number becomes an integer encoded as a string",
        (BreaksServers, Major),
        (BreaksClients, Major),
    );
    let keys = both_directions::<keys::old::T, keys::new::T>(
        "the integer encoding changes for map keys only",
        (Compatible, Patch),
        (Compatible, Patch),
    );
    let mut cases = Vec::new();
    cases.extend(with_encodings(Number, BigInt, numbers));
    cases.extend(with_encodings(BigInt, Number, bigints));
    cases.extend(with_encodings(BigInt, String, strings));
    // No break is shown because random values have at most 64 bits.
    cases.extend(with_encodings(BigInt, BigInt, wider).map(Case::without_shown_break));
    cases.extend(with_encodings(String, String, wide));
    cases.extend(with_encodings(Number, String, keys));
    cases
}

fn with_encodings(old: IntegerEncoding, new: IntegerEncoding, cases: [Case; 2]) -> [Case; 2] {
    cases.map(|mut case| {
        (case.old.integers, case.new.integers) = (old, new);
        case
    })
}
