//! Wide integers by policy: what is refused, and how their bounds are checked before the network.

use std::path::Path;

use isotype_codegen::Package;
use isotype_contract::{Check, IntegerEncoding, Shape};
use isotype_lowering::{Type, specta};
use serde::{Deserialize, Serialize};

use crate::{
    api::Api,
    rejections::{refusal, refusal_of, says},
};

#[derive(Deserialize, Type)]
struct Search {
    key: Key,
}

#[derive(Deserialize, Type)]
#[serde(untagged)]
enum Key {
    Number(u64),
    Name(String),
}

#[derive(Serialize, Type)]
#[serde(untagged)]
enum Told {
    Sized { size: i64 },
    Named { size: String },
}

#[derive(Serialize, Type)]
struct Row {
    cells: Vec<Cell>,
}

#[derive(Serialize, Type)]
#[serde(untagged)]
enum Cell {
    Whole(i64),
    Part(f64),
}

#[test]
fn a_wide_integer_that_nothing_tells_from_another_value_is_refused_by_either_policy() {
    let refusal_by = |policy, mount: fn(&mut Api)| {
        let mut api = Api::new();
        api.integers(policy);
        mount(&mut api);
        refusal(api)
    };
    for policy in [IntegerEncoding::BigInt, IntegerEncoding::String] {
        let text = refusal_by(policy, |api| api.query::<Search, ()>("find").register());
        says(&text, &["integers::Key (", "integers.rs:", "the number or the string that may stand", "#[serde(tag"]);
        let text = refusal_by(policy, |api| api.query::<(), Told>("find").register());
        says(&text, &["integers::Told (", "variants that are alike in JSON have it in other places"]);
        let text = refusal_by(policy, |api| api.query::<(), Row>("find").register());
        says(&text, &["integers::Cell (", "the number or the string that may stand"]);
    }
    let mut numbers = Api::new();
    numbers.query::<Search, Row>("find").register();
    let contract = numbers.contract().expect("numbers are told from text");
    Package::generate(&contract, Path::new("bindings/x"), None).expect("and travel as they are");
}

#[derive(Deserialize, Type)]
#[serde(tag = "type")]
enum Kept {
    Sum { value: u128 },
}

#[derive(Deserialize, Type)]
struct Whole {
    own: u128,
    #[serde(flatten)]
    part: Part,
}

#[derive(Deserialize, Type)]
struct Part {
    parts: Vec<Option<i128>>,
}

#[test]
fn an_integer_that_serde_cannot_read_where_it_stands_is_refused_with_what_to_do() {
    let text = refusal_of::<Kept, ()>();
    says(&text, &["`value` in type bindings::integers::Kept (", "integers.rs:", "with = \"isotype::with::bigint\""]);
    // What it refuses is what serde cannot do.
    let error = serde_json::from_str::<Kept>(r#"{"type":"Sum","value":1}"#).err().expect("serde refuses");
    assert_eq!(error.to_string(), "u128 is not supported");
    let text = refusal_of::<Whole, ()>();
    says(&text, &["`parts` in type bindings::integers::Part ("]);
    assert!(!text.contains("integers::Whole"), "its own members are read at once: {text}");
}

#[derive(Deserialize, Type)]
struct Bounded {
    size: u64,
}

#[test]
fn the_bounds_of_one_are_checked_as_what_it_is() {
    let zod = |policy| {
        let mut api = Api::new();
        api.integers(policy);
        api.query::<Bounded, ()>("find").register();
        let mut contract = api.contract().expect("can be told");
        if let Some(Shape::Object(object)) = contract.types.first_mut().map(|definition| &mut definition.shape) {
            let range = Check::Range { min: Some("1".to_owned()), max: Some("9".to_owned()) };
            object.fields.iter_mut().for_each(|field| field.rules.push(range.clone().into()));
        }
        let package = Package::generate(&contract, Path::new("bindings/x"), None).and_then(|it| it.with_zod(&contract));
        let files = package.expect("can be told").files;
        files.into_iter().find(|(name, _)| *name == "zod.js").expect("a file").1
    };
    says(&zod(IntegerEncoding::Number), &["z.int().min(0).check(check.range(\"1\", \"9\"))"]);
    let bigint = "z.bigint().min(0n).max(18446744073709551615n).check(check.range(\"1\", \"9\"))";
    says(&zod(IntegerEncoding::BigInt), &[bigint]);
    says(&zod(IntegerEncoding::String), &["z.string().regex(/^-?[0-9]+$/).check(check.digits(\"1\", \"9\"))"]);
}
