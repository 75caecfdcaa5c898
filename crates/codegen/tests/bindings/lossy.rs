//! What would arrive as something else, or never, is refused with its place and what to do.

use std::{collections::BTreeMap, path::Path};

use isotype_codegen::Package;
use isotype_lowering::{Type, specta};
use serde::{Deserialize, Serialize};

use crate::{
    api::Api,
    rejections::{refusal, refusal_of, says},
};

#[derive(Serialize, Deserialize, Type)]
struct Change {
    note: Option<Option<u8>>,
}

#[derive(Serialize, Type)]
struct First<T> {
    first: Option<T>,
}

#[derive(Serialize, Type)]
struct Marker;

#[derive(Serialize, Type)]
struct Maybe(Option<u8>);

#[derive(Serialize, Deserialize, Type)]
struct Patch {
    #[serde(default, skip_serializing_if = "Option::is_none", with = "isotype_lowering::with::double_option")]
    #[specta(type = isotype_lowering::with::DoubleOption<u8>)]
    note: Option<Option<u8>>,
}

#[test]
fn an_option_of_what_may_be_null_is_refused_and_the_way_out_is_one() {
    let text = refusal_of::<Change, Change>();
    assert_eq!(text.matches("lossy.rs:").count(), 1, "one type, whichever way it goes: {text}");
    says(
        &text,
        &["`note` in type bindings::lossy::Change (", "lossy.rs:", "isotype::with::double_option", "wire::Twice<T>"],
    );
    says(&refusal_of::<(), First<Option<u8>>>(), &["`first` in type bindings::lossy::First ("]);
    for text in [refusal_of::<(), Option<()>>(), refusal_of::<(), Option<Marker>>(), refusal_of::<(), Option<Maybe>>()]
    {
        says(&text, &["the output of `posts.get` (", "`Some` of that and `None` are one"]);
    }
    let mut api = Api::new();
    api.query::<Patch, Patch>("posts.get").register();
    let contract = api.contract().expect("each is told");
    assert_eq!(contract.types.len(), 1, "it is read as it is written");
    let shape = serde_json::to_value(&contract.types[0].shape).expect("is JSON");
    let note = serde_json::json!({ "name": "note", "shape": { "nullable": "u8" }, "optional": true });
    assert_eq!(shape["object"]["fields"], serde_json::json!([note]));
}

#[derive(Serialize, Type)]
struct Among<T> {
    id: u32,
    #[serde(flatten)]
    more: T,
}

#[derive(Serialize, Type)]
struct Named {
    id: u8,
}

#[derive(Serialize, Type)]
struct Renamed {
    #[serde(rename = "x")]
    one: u8,
    #[serde(rename = "x")]
    other: String,
}

#[derive(Serialize, Type)]
#[serde(tag = "id")]
enum Tagged {
    Inner(Named),
}

#[test]
fn members_that_are_there_twice_are_refused() {
    says(&refusal_of::<(), Among<Named>>(), &["type bindings::lossy::Among (", "lossy.rs:", "`id` is there twice"]);
    says(&refusal_of::<(), Renamed>(), &["type bindings::lossy::Renamed (", "`x` is there twice", "serde(rename"]);
    says(&refusal_of::<(), Tagged>(), &["type bindings::lossy::Tagged (", "`id` is there twice"]);
}

#[test]
fn a_map_that_takes_the_place_of_a_flattened_parameter_is_refused() {
    let text = refusal_of::<(), Among<BTreeMap<String, u8>>>();
    says(&text, &["type bindings::lossy::Among (", "TypeScript has no type for it", "Flatten the map itself"]);
}

#[derive(Debug, Serialize, Deserialize, Type)]
struct Left {
    #[serde(flatten)]
    told: Told,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Debug, Serialize, Deserialize, Type)]
#[serde(tag = "type")]
enum Told {
    One { size: u8 },
}

#[test]
fn a_map_that_gets_what_an_enum_beside_it_has_is_refused() {
    says(&refusal_of::<(), Left>(), &["type bindings::lossy::Left (", "Give one of the two a member of its own"]);
    // What it refuses is what serde cannot do.
    serde_json::from_str::<Left>(r#"{"type":"One","size":1}"#).expect_err("the type is no number");
}

#[derive(Deserialize, Type)]
struct Labelled {
    #[serde(flatten)]
    size: Size,
    #[serde(flatten)]
    labels: BTreeMap<String, String>,
}

#[derive(Deserialize, Type)]
enum Size {
    Whole(u8),
    Named { name: String },
}

#[test]
fn a_schema_does_not_ask_of_known_members_what_others_must_be() {
    serde_json::from_str::<Labelled>(r#"{"Whole":1,"x":"y"}"#).expect("one is a number, the other a text");
    let mut api = Api::new();
    api.query::<Labelled, ()>("posts.get").register();
    let contract = api.contract().expect("can be told");
    let package = Package::generate(&contract, Path::new("bindings/x"), None).and_then(|it| it.with_zod(&contract));
    let files = package.expect("can be told").files;
    let zod = files.into_iter().find(|(name, _)| *name == "zod.js").expect("a file").1;
    says(
        &zod,
        &["z.object({ Whole: z.int().min(0).max(255) }).catchall(z.string()),", "}).catchall(z.string()),\n]);"],
    );
}

#[derive(Debug, Deserialize, Type)]
#[serde(tag = "type")]
enum Kept {
    Sums { by: BTreeMap<u8, u8> },
}

#[derive(Debug, Deserialize, Type)]
struct Rest {
    #[serde(flatten)]
    by: BTreeMap<bool, u8>,
}

#[derive(Deserialize, Type)]
struct Plain {
    by: BTreeMap<u8, u8>,
    truth: BTreeMap<bool, u8>,
}

#[test]
fn keys_that_serde_cannot_read_where_they_stand_are_refused_with_what_to_do() {
    let text = refusal_of::<Kept, ()>();
    says(&text, &["`by` in type bindings::lossy::Kept (", "lossy.rs:", "with = \"isotype::with::entries\""]);
    serde_json::from_str::<Kept>(r#"{"type":"Sums","by":{"1":2}}"#).expect_err("a key is kept as a string");
    says(&refusal_of::<Rest, ()>(), &["type bindings::lossy::Rest (", "a key that is a number or a truth value"]);
    serde_json::from_str::<Rest>(r#"{"true":2}"#).expect_err("a key is kept as a string");
    let mut api = Api::new();
    api.query::<Plain, ()>("posts.get").register();
    api.contract().expect("they are read at once");
}

fn by_name(api: &mut Api) {
    #[derive(Deserialize, Type)]
    struct Input {
        name: String,
    }
    api.query::<Vec<Input>, ()>("posts.byName").register();
}

fn by_size(api: &mut Api) {
    #[derive(Deserialize, Type)]
    struct Input {
        size: u32,
    }
    api.query::<Vec<Input>, ()>("posts.bySize").register();
}

#[test]
fn types_within_functions_that_would_be_taken_for_each_other_are_refused_with_both_places() {
    let mut api = Api::new();
    by_name(&mut api);
    by_name(&mut api);
    by_size(&mut api);
    let text = refusal(api);
    says(&text, &["bindings::lossy::Input (crates/codegen/tests/bindings/lossy.rs:", "Rename one of them"]);
    assert_eq!(text.matches("lossy.rs:").count(), 2, "{text}");
}

#[derive(Serialize, Type)]
struct Handle {
    name: std::ffi::OsString,
}

#[derive(Serialize, Type)]
struct Priced {
    #[serde(serialize_with = "in_cents")]
    price: u32,
}

#[derive(Serialize, Type)]
#[serde(tag = "type")]
enum Holding {
    List(Vec<u8>),
}

fn in_cents<S: serde::Serializer>(price: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(price)
}

#[test]
fn what_serde_writes_otherwise_than_the_type_says_is_refused() {
    let text = refusal_of::<(), Handle>();
    says(&text, &["`name` in type bindings::lossy::Handle (", "serde writes its bytes", "specta(type = String)"]);
    let text = refusal_of::<(), Priced>();
    says(&text, &["type bindings::lossy::Priced (crates/codegen/tests/", "lossy.rs:", "'Priced.price'", "specta(type"]);
    let text = refusal_of::<(), Holding>();
    says(&text, &["type bindings::lossy::Holding (", "'List'", "content = \"value\""]);
}
