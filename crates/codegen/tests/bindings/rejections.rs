//! What cannot be told is refused with the place and a way out.

use std::{collections::BTreeMap, path::Path};

use isotype_codegen::Package;
use isotype_lowering::{Type, specta};
use serde::{Deserialize, Serialize};

use crate::api::Api;

mod other {
    use super::*;

    #[derive(Serialize, Type)]
    pub(crate) struct User {
        pub(crate) id: u32,
    }
}

#[derive(Serialize, Type)]
struct User {
    name: String,
}

#[derive(Serialize, Deserialize, Type)]
struct Split {
    maybe: Option<u8>,
}

#[derive(Serialize, Deserialize, Type)]
struct SplitInput {
    other: u8,
}

#[derive(Serialize, Type)]
struct Grid {
    cells: BTreeMap<(u8, u8), String>,
}

#[derive(Serialize, Type)]
struct Record {
    a: u8,
}

#[derive(Serialize, Type)]
struct Client {
    a: u8,
}

#[derive(Serialize, Type)]
#[allow(non_camel_case_types)]
struct Client_posts {
    a: u8,
}

#[derive(Serialize, Type)]
#[serde(rename = "never")]
struct Odd {
    a: u8,
}

#[derive(Serialize, Type)]
struct Entry {
    happened: Happened,
}

#[derive(Serialize, Type)]
#[serde(untagged)]
enum Happened {
    At(chrono::DateTime<chrono::Utc>),
    Then(String),
}

#[derive(Serialize, Type)]
#[serde(untagged)]
enum Alike {
    Made { at: chrono::DateTime<chrono::Utc> },
    Told { at: String },
}

#[derive(Serialize, Type)]
struct OneOf<T> {
    what: Vec<Either<T>>,
}

#[derive(Serialize, Type)]
#[serde(untagged)]
enum Either<T> {
    That(T),
    Text(String),
}

#[derive(Serialize, Type)]
struct Uuid {
    a: u8,
}

#[derive(Serialize, Type)]
struct Brand {
    id: BrandId,
}

#[derive(Serialize, Type)]
struct BrandId(u32);

pub(crate) fn refusal(api: Api) -> String {
    match api.contract() {
        Ok(contract) => {
            Package::generate(&contract, Path::new("bindings/x"), None).expect_err("must be refused").to_string()
        }
        Err(refused) => refused.to_string(),
    }
}

pub(crate) fn refusal_of<I: Type, O: Type>() -> String {
    let mut api = Api::new();
    api.query::<I, O>("posts.get").register();
    refusal(api)
}

#[track_caller]
pub(crate) fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part:?} is missing in:\n{text}");
    }
}

#[test]
fn a_key_that_json_cannot_write_is_refused_with_its_field() {
    let text = refusal_of::<(), Grid>();
    says(
        &text,
        &["`cells` in type", "rejections::Grid (", "rejections.rs:", "used by `posts.get`", "isotype::with::entries"],
    );
}

#[test]
fn two_types_of_one_name_are_refused_with_both_places() {
    says(
        &refusal_of::<(), (User, other::User)>(),
        &["rejections::User (", "rejections::other::User (", "`User`", "serde(rename"],
    );
}

#[test]
fn a_type_that_is_named_like_anothers_input_is_refused() {
    says(
        &refusal_of::<(Split, SplitInput), Split>(),
        &["rejections::Split (", "rejections::SplitInput (", "`SplitInput`"],
    );
}

#[test]
fn names_that_mean_something_else_are_refused() {
    says(&refusal_of::<(), Record>(), &["rejections::Record (", "TypeScript and its libraries need the name"]);
    says(&refusal_of::<(), Odd>(), &["`never`", "TypeScript and its libraries need the name"]);
    says(&refusal_of::<(), Client>(), &["`Client`", "the bindings themselves need"]);
    says(&refusal_of::<(), Client_posts>(), &["`Client_posts`", "the bindings themselves"]);
}

#[test]
fn variants_that_look_alike_and_are_not_are_refused_with_a_way_to_tell_them() {
    let text = refusal_of::<(), Entry>();
    says(
        &text,
        &["type bindings::rejections::Happened (", "rejections.rs:", "`Date` and `string` look alike", "serde(tag"],
    );
    says(&refusal_of::<(), Alike>(), &["rejections::Alike (", "`{ at: Date }` and `{ at: string }`"]);
    let text = refusal_of::<(), OneOf<chrono::DateTime<chrono::Utc>>>();
    says(&text, &["rejections::Either (", "`Date` and `string` look alike"]);
    let mut told = Api::new();
    told.query::<(), OneOf<u8>>("posts.get").register();
    let contract = told.contract().expect("can be told");
    Package::generate(&contract, Path::new("bindings/x"), None).expect("a number and a text are told apart");
}

#[test]
fn names_that_are_needed_here_only_are_refused_here_only() {
    says(&refusal_of::<(), (uuid::Uuid, Uuid)>(), &["rejections::Uuid (", "the bindings themselves need the name"]);
    says(&refusal_of::<(), Brand>(), &["rejections::Brand (", "the bindings themselves need the name"]);
    let mut free = Api::new();
    free.query::<(), Uuid>("posts.get").register();
    let contract = free.contract().expect("can be told");
    Package::generate(&contract, Path::new("bindings/x"), None).expect("nobody else is called so");
}

#[test]
fn a_name_that_is_a_procedure_and_a_namespace_is_refused() {
    let mut api = Api::new();
    api.query::<(), ()>("posts").register();
    api.query::<(), ()>("posts.list").register();
    says(&refusal(api), &["`posts.list` (crates/codegen", "is taken"]);
}
