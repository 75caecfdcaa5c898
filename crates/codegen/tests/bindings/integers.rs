//! Tests of integers wider than 53 bits, by encoding: rejected types and zod checks of bounds.

use std::path::Path;

use isotype_codegen::Package;
use isotype_contract::{Check, IntegerEncoding, Shape};
use isotype_lowering::specta;
use serde::{Deserialize, Serialize};

use crate::{
    api::Api,
    rejections::{assert_contains, rejection, rejection_of},
};

#[derive(Deserialize, specta::Type)]
struct Search {
    key: Key,
}

#[derive(Deserialize, specta::Type)]
#[serde(untagged)]
enum Key {
    Number(u64),
    Name(String),
}

#[derive(Serialize, specta::Type)]
#[serde(untagged)]
enum Measured {
    Sized { size: i64 },
    Named { size: String },
}

#[derive(Serialize, specta::Type)]
struct Row {
    cells: Vec<Cell>,
}

#[derive(Serialize, specta::Type)]
#[serde(untagged)]
enum Cell {
    Whole(i64),
    Part(f64),
}

#[test]
fn rejects_wide_integers_that_are_indistinguishable_from_another_variant() {
    let rejection_for = |encoding, register: fn(&mut Api)| {
        let mut api = Api::new();
        api.integers(encoding);
        register(&mut api);
        rejection(api)
    };
    for encoding in [IntegerEncoding::BigInt, IntegerEncoding::String] {
        let text = rejection_for(encoding, |api| api.query::<Search, ()>("find").register());
        assert_contains(
            &text,
            &["integers::Key (", "integers.rs:", "cannot be distinguished from another variant", "#[serde(tag"],
        );
        let text = rejection_for(encoding, |api| api.query::<(), Measured>("find").register());
        assert_contains(
            &text,
            &["integers::Measured (", "variants of the same JSON kind have integers in different locations"],
        );
        let text = rejection_for(encoding, |api| api.query::<(), Row>("find").register());
        assert_contains(&text, &["integers::Cell (", "cannot be distinguished from another variant"]);
    }
    let mut numbers = Api::new();
    numbers.query::<Search, Row>("find").register();
    let contract = numbers.contract().expect("numbers and strings are distinguishable");
    Package::generate(&contract, Path::new("bindings/x"), None).expect("numbers need no codec");
}

#[derive(Deserialize, specta::Type)]
#[serde(tag = "type")]
enum Buffered {
    Sum { value: u128 },
}

#[derive(Deserialize, specta::Type)]
struct Flattening {
    own: u128,
    #[serde(flatten)]
    part: Part,
}

#[derive(Deserialize, specta::Type)]
struct Part {
    parts: Vec<Option<i128>>,
}

#[test]
fn rejects_128_bit_integers_that_serde_buffers() {
    let text = rejection_of::<Buffered, ()>();
    assert_contains(
        &text,
        &["`value` in type bindings::integers::Buffered (", "integers.rs:", "with = \"isotype::with::bigint\""],
    );
    // serde itself cannot decode such a value.
    let error = serde_json::from_str::<Buffered>(r#"{"type":"Sum","value":1}"#).err().expect("serde fails");
    assert_eq!(error.to_string(), "u128 is not supported");
    let text = rejection_of::<Flattening, ()>();
    assert_contains(&text, &["`parts` in type bindings::integers::Part ("]);
    assert!(!text.contains("integers::Flattening"), "its own members are not buffered: {text}");
}

#[derive(Deserialize, specta::Type)]
struct Bounded {
    size: u64,
}

#[test]
fn zod_checks_bounds_by_encoding() {
    let zod = |encoding| {
        let mut api = Api::new();
        api.integers(encoding);
        api.query::<Bounded, ()>("find").register();
        let mut contract = api.contract().expect("contract is valid");
        if let Some(Shape::Object(object)) = contract.types.first_mut().map(|definition| &mut definition.shape) {
            let range = Check::Range { min: Some("1".to_owned()), max: Some("9".to_owned()) };
            object.fields.iter_mut().for_each(|field| field.rules.push(range.clone().into()));
        }
        let package = Package::generate(&contract, Path::new("bindings/x"), None).and_then(|it| it.with_zod(&contract));
        let files = package.expect("package is generated").files;
        files.into_iter().find(|(name, _)| *name == "zod.js").expect("zod.js exists").1
    };
    assert_contains(&zod(IntegerEncoding::Number), &["z.int().min(0).check(check.range(\"1\", \"9\"))"]);
    let bigint = "z.bigint().min(0n).max(18446744073709551615n).check(check.range(\"1\", \"9\"))";
    assert_contains(&zod(IntegerEncoding::BigInt), &[bigint]);
    assert_contains(
        &zod(IntegerEncoding::String),
        &["z.string().regex(/^-?[0-9]+$/).check(check.integerRange(\"1\", \"9\"))"],
    );
}
