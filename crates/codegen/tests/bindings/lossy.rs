//! Tests that types are rejected if JSON or serde would change or lose their values.

use std::{collections::BTreeMap, path::Path};

use isotype_codegen::Package;
use isotype_lowering::specta;
use serde::{Deserialize, Serialize};

use crate::{
    api::Api,
    rejections::{assert_contains, rejection, rejection_of},
};

#[derive(Serialize, Deserialize, specta::Type)]
struct Change {
    note: Option<Option<u8>>,
}

#[derive(Serialize, specta::Type)]
struct First<T> {
    first: Option<T>,
}

#[derive(Serialize, specta::Type)]
struct Marker;

#[derive(Serialize, specta::Type)]
struct Maybe(Option<u8>);

#[derive(Serialize, Deserialize, specta::Type)]
struct Patch {
    #[serde(default, skip_serializing_if = "Option::is_none", with = "isotype_lowering::with::double_option")]
    #[specta(type = isotype_lowering::with::DoubleOption<u8>)]
    note: Option<Option<u8>>,
}

#[test]
fn rejects_nested_options_and_accepts_double_option() {
    let text = rejection_of::<Change, Change>();
    assert_eq!(text.matches("lossy.rs:").count(), 1, "one message for both directions: {text}");
    assert_contains(
        &text,
        &[
            "`note` in type bindings::lossy::Change (",
            "lossy.rs:",
            "isotype::with::double_option",
            "isotype::with::DoubleOption<T>",
        ],
    );
    assert_contains(&rejection_of::<(), First<Option<u8>>>(), &["`first` in type bindings::lossy::First ("]);
    for text in
        [rejection_of::<(), Option<()>>(), rejection_of::<(), Option<Marker>>(), rejection_of::<(), Option<Maybe>>()]
    {
        assert_contains(&text, &["the output of `posts.get` (", "`Some(null)` and `None` are the same in JSON"]);
    }
    let mut api = Api::new();
    api.query::<Patch, Patch>("posts.get").register();
    let contract = api.contract().expect("contract is valid");
    assert_eq!(contract.types.len(), 1, "input and output have the same type");
    let shape = serde_json::to_value(&contract.types[0].shape).expect("shape is JSON");
    let note = serde_json::json!({ "name": "note", "shape": { "nullable": "u8" }, "optional": true });
    assert_eq!(shape["object"]["fields"], serde_json::json!([note]));
}

#[derive(Serialize, specta::Type)]
struct Among<T> {
    id: u32,
    #[serde(flatten)]
    more: T,
}

#[derive(Serialize, specta::Type)]
struct Named {
    id: u8,
}

#[derive(Serialize, specta::Type)]
struct Renamed {
    #[serde(rename = "x")]
    one: u8,
    #[serde(rename = "x")]
    other: String,
}

#[derive(Serialize, specta::Type)]
#[serde(tag = "id")]
enum Tagged {
    Inner(Named),
}

#[test]
fn rejects_duplicate_members() {
    assert_contains(
        &rejection_of::<(), Among<Named>>(),
        &["type bindings::lossy::Among (", "lossy.rs:", "duplicate name `id`"],
    );
    assert_contains(
        &rejection_of::<(), Renamed>(),
        &["type bindings::lossy::Renamed (", "duplicate name `x`", "serde(rename"],
    );
    assert_contains(&rejection_of::<(), Tagged>(), &["type bindings::lossy::Tagged (", "duplicate name `id`"]);
}

#[test]
fn rejects_map_as_flattened_type_parameter() {
    let text = rejection_of::<(), Among<BTreeMap<String, u8>>>();
    assert_contains(
        &text,
        &["type bindings::lossy::Among (", "which TypeScript cannot express", "flatten the map itself"],
    );
}

#[derive(Debug, Serialize, Deserialize, specta::Type)]
struct WithRest {
    #[serde(flatten)]
    kind: Kind,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Debug, Serialize, Deserialize, specta::Type)]
#[serde(tag = "type")]
enum Kind {
    One { size: u8 },
}

#[test]
fn rejects_flattened_map_that_receives_members_of_an_enum() {
    assert_contains(
        &rejection_of::<(), WithRest>(),
        &["type bindings::lossy::WithRest (", "give one of the two a field of its own"],
    );
    // serde itself cannot decode such a value.
    serde_json::from_str::<WithRest>(r#"{"type":"One","size":1}"#).expect_err("`type` is not a number");
}

#[derive(Deserialize, specta::Type)]
struct Labelled {
    #[serde(flatten)]
    size: Size,
    #[serde(flatten)]
    labels: BTreeMap<String, String>,
}

#[derive(Deserialize, specta::Type)]
enum Size {
    Count(u8),
    Named { name: String },
}

#[test]
fn zod_does_not_apply_the_catchall_to_known_members() {
    serde_json::from_str::<Labelled>(r#"{"Count":1,"x":"y"}"#).expect("serde accepts a number and a string");
    let mut api = Api::new();
    api.query::<Labelled, ()>("posts.get").register();
    let contract = api.contract().expect("contract is valid");
    let package = Package::generate(&contract, Path::new("bindings/x"), None).and_then(|it| it.with_zod(&contract));
    let files = package.expect("package is generated").files;
    let zod = files.into_iter().find(|(name, _)| *name == "zod.js").expect("zod.js exists").1;
    assert_contains(
        &zod,
        &["z.object({ Count: z.int().min(0).max(255) }).catchall(z.string()),", "}).catchall(z.string()),\n]);"],
    );
}

#[derive(Debug, Deserialize, specta::Type)]
#[serde(tag = "type")]
enum Buffered {
    Sums { by: BTreeMap<u8, u8> },
}

#[derive(Debug, Deserialize, specta::Type)]
struct Rest {
    #[serde(flatten)]
    by: BTreeMap<bool, u8>,
}

#[derive(Deserialize, specta::Type)]
struct Plain {
    by: BTreeMap<u8, u8>,
    truth: BTreeMap<bool, u8>,
}

#[test]
fn rejects_map_keys_that_serde_buffers() {
    let text = rejection_of::<Buffered, ()>();
    assert_contains(
        &text,
        &["`by` in type bindings::lossy::Buffered (", "lossy.rs:", "with = \"isotype::with::entries\""],
    );
    serde_json::from_str::<Buffered>(r#"{"type":"Sums","by":{"1":2}}"#).expect_err("serde buffers keys as strings");
    assert_contains(
        &rejection_of::<Rest, ()>(),
        &["type bindings::lossy::Rest (", "a map key that is a number or a boolean"],
    );
    serde_json::from_str::<Rest>(r#"{"true":2}"#).expect_err("serde buffers keys as strings");
    let mut api = Api::new();
    api.query::<Plain, ()>("posts.get").register();
    api.contract().expect("keys that serde does not buffer are valid");
}

fn by_name(api: &mut Api) {
    #[derive(Deserialize, specta::Type)]
    struct Input {
        name: String,
    }
    api.query::<Vec<Input>, ()>("posts.byName").register();
}

fn by_size(api: &mut Api) {
    #[derive(Deserialize, specta::Type)]
    struct Input {
        size: u32,
    }
    api.query::<Vec<Input>, ()>("posts.bySize").register();
}

#[test]
fn rejects_types_in_functions_with_the_same_path() {
    let mut api = Api::new();
    by_name(&mut api);
    by_name(&mut api);
    by_size(&mut api);
    let text = rejection(api);
    assert_contains(&text, &["bindings::lossy::Input (crates/codegen/tests/bindings/lossy.rs:", "rename one"]);
    assert_eq!(text.matches("lossy.rs:").count(), 2, "{text}");
}

#[derive(Serialize, specta::Type)]
struct Handle {
    name: std::ffi::OsString,
}

#[derive(Serialize, specta::Type)]
struct Priced {
    #[serde(serialize_with = "in_cents")]
    price: u32,
}

#[derive(Serialize, specta::Type)]
#[serde(tag = "type")]
enum TaggedNewtype {
    List(Vec<u8>),
}

fn in_cents<S: serde::Serializer>(price: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(price)
}

#[test]
fn rejects_types_that_serde_serializes_differently() {
    let text = rejection_of::<(), Handle>();
    assert_contains(
        &text,
        &["`name` in type bindings::lossy::Handle (", "serde serializes its bytes", "isotype(type = String)"],
    );
    let text = rejection_of::<(), Priced>();
    assert_contains(
        &text,
        &["type bindings::lossy::Priced (crates/codegen/tests/", "lossy.rs:", "'Priced.price'", "isotype(type"],
    );
    let text = rejection_of::<(), TaggedNewtype>();
    assert_contains(&text, &["type bindings::lossy::TaggedNewtype (", "'List'", "content = \"value\""]);
}
