//! Tests of rejected APIs, whose messages contain the location and a remedy.

use std::{collections::BTreeMap, path::Path};

use isotype_codegen::Package;
use isotype_lowering::{Type, specta};
use serde::{Deserialize, Serialize};

use crate::api::Api;

mod other {
    use super::*;

    #[derive(Serialize, specta::Type)]
    pub(crate) struct User {
        pub(crate) id: u32,
    }
}

#[derive(Serialize, specta::Type)]
struct User {
    name: String,
}

#[derive(Serialize, Deserialize, specta::Type)]
struct Split {
    maybe: Option<u8>,
}

#[derive(Serialize, Deserialize, specta::Type)]
struct SplitInput {
    other: u8,
}

#[derive(Serialize, specta::Type)]
struct Grid {
    cells: BTreeMap<(u8, u8), String>,
}

#[derive(Serialize, specta::Type)]
struct Record {
    a: u8,
}

#[derive(Serialize, specta::Type)]
struct Client {
    a: u8,
}

#[derive(Serialize, specta::Type)]
#[allow(non_camel_case_types)]
struct Client_posts {
    a: u8,
}

#[derive(Serialize, specta::Type)]
#[serde(rename = "never")]
struct Odd {
    a: u8,
}

#[derive(Serialize, specta::Type)]
struct Entry {
    happened: Happened,
}

#[derive(Serialize, specta::Type)]
#[serde(untagged)]
enum Happened {
    At(chrono::DateTime<chrono::Utc>),
    Then(String),
}

#[derive(Serialize, specta::Type)]
#[serde(untagged)]
enum Alike {
    Made { at: chrono::DateTime<chrono::Utc> },
    Noted { at: String },
}

#[derive(Serialize, specta::Type)]
struct OneOf<T> {
    what: Vec<Either<T>>,
}

#[derive(Serialize, specta::Type)]
#[serde(untagged)]
enum Either<T> {
    That(T),
    Text(String),
}

#[derive(Serialize, specta::Type)]
struct Uuid {
    a: u8,
}

#[derive(Serialize, specta::Type)]
struct Brand {
    id: BrandId,
}

#[derive(Serialize, specta::Type)]
struct BrandId(u32);

pub(crate) fn rejection(api: Api) -> String {
    match api.contract() {
        Ok(contract) => {
            Package::generate(&contract, Path::new("bindings/x"), None).expect_err("the API is rejected").to_string()
        }
        Err(refused) => refused.to_string(),
    }
}

pub(crate) fn rejection_of<I: Type, O: Type>() -> String {
    let mut api = Api::new();
    api.query::<I, O>("posts.get").register();
    rejection(api)
}

#[track_caller]
pub(crate) fn assert_contains(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part:?} is missing in:\n{text}");
    }
}

#[test]
fn rejects_map_key_that_json_cannot_represent() {
    let text = rejection_of::<(), Grid>();
    assert_contains(
        &text,
        &["`cells` in type", "rejections::Grid (", "rejections.rs:", "used by `posts.get`", "isotype::with::entries"],
    );
}

#[test]
fn rejects_types_with_the_same_name() {
    assert_contains(
        &rejection_of::<(), (User, other::User)>(),
        &["rejections::User (", "rejections::other::User (", "`User`", "serde(rename"],
    );
}

#[test]
fn rejects_type_named_like_the_input_of_another() {
    assert_contains(
        &rejection_of::<(Split, SplitInput), Split>(),
        &["rejections::Split (", "rejections::SplitInput (", "`SplitInput`"],
    );
}

#[test]
fn rejects_reserved_names() {
    assert_contains(
        &rejection_of::<(), Record>(),
        &["rejections::Record (", "reserved by TypeScript or its standard library"],
    );
    assert_contains(&rejection_of::<(), Odd>(), &["`never`", "reserved by TypeScript or its standard library"]);
    assert_contains(&rejection_of::<(), Client>(), &["`Client`", "reserved by the generated bindings"]);
    assert_contains(&rejection_of::<(), Client_posts>(), &["`Client_posts`", "reserved by the generated bindings"]);
}

#[test]
fn rejects_untagged_variants_that_are_indistinguishable_in_json() {
    let text = rejection_of::<(), Entry>();
    assert_contains(
        &text,
        &[
            "type bindings::rejections::Happened (",
            "rejections.rs:",
            "`Date` and `string` are indistinguishable",
            "serde(tag",
        ],
    );
    assert_contains(&rejection_of::<(), Alike>(), &["rejections::Alike (", "`{ at: Date }` and `{ at: string }`"]);
    let text = rejection_of::<(), OneOf<chrono::DateTime<chrono::Utc>>>();
    assert_contains(&text, &["rejections::Either (", "`Date` and `string` are indistinguishable"]);
    let mut api = Api::new();
    api.query::<(), OneOf<u8>>("posts.get").register();
    let contract = api.contract().expect("contract is valid");
    Package::generate(&contract, Path::new("bindings/x"), None).expect("a number and a string are distinguishable");
}

#[test]
fn reserves_generated_names_only_if_they_are_generated() {
    assert_contains(
        &rejection_of::<(), (uuid::Uuid, Uuid)>(),
        &["rejections::Uuid (", "reserved by the generated bindings"],
    );
    assert_contains(&rejection_of::<(), Brand>(), &["rejections::Brand (", "reserved by the generated bindings"]);
    let mut api = Api::new();
    api.query::<(), Uuid>("posts.get").register();
    let contract = api.contract().expect("contract is valid");
    Package::generate(&contract, Path::new("bindings/x"), None).expect("the name is not reserved");
}

#[test]
fn rejects_name_that_is_both_procedure_and_namespace() {
    let mut api = Api::new();
    api.query::<(), ()>("posts").register();
    api.query::<(), ()>("posts.list").register();
    assert_contains(&rejection(api), &["`posts.list` (crates/codegen", "has this name"]);
}
