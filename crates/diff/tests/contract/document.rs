//! Tests of reading and writing `contract.json`.

use isotype_contract::{Contract, ContractReadError, SourceLocation};
use isotype_lowering::{Registry, Type, specta};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    arbitrary::{shapes, terminates},
    changes::procedure,
    properties::contract,
};

#[derive(Serialize, Deserialize, specta::Type)]
#[serde(rename = "Post")]
struct Post {
    title: String,
    next: Option<Box<Post>>,
}

/// Has the same JSON as `Post`.
#[derive(Serialize, Deserialize, specta::Type)]
struct Article {
    /// Other docs.
    title: String,
    #[deprecated]
    next: Option<Box<Article>>,
}

#[derive(Serialize, Deserialize, specta::Type)]
#[serde(rename = "Post")]
struct Another {
    headline: String,
    next: Option<Box<Another>>,
}

fn contract_of<T: Type>(names: &[&str]) -> Contract {
    let mut registry = Registry::new();
    for name in names {
        let procedure = procedure::<T, T>(&mut registry);
        registry.add_procedure(isotype_lowering::ProcedureDescription { name: (*name).to_owned(), ..procedure });
    }
    registry.finish().expect("should be representable")
}

fn without_locations(mut contract: Contract) -> Contract {
    contract.procedures.iter_mut().for_each(|procedure| procedure.source = SourceLocation::default());
    contract.types.iter_mut().for_each(|definition| definition.source = SourceLocation::default());
    contract
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reads_what_it_writes(input in shapes(), t in shapes()) {
        prop_assume!(terminates(&t));
        let contract = contract(input.clone(), input, &t);
        let json = contract.to_json();
        prop_assert_eq!(Contract::from_json(&json), Ok(contract));
    }
}

#[test]
fn file_does_not_depend_on_registration_order() {
    let contract = contract_of::<Post>(&["b", "a", "c"]);
    assert_eq!(contract.to_json(), contract_of::<Post>(&["c", "b", "a"]).to_json());
    assert_eq!(Contract::from_json(&contract.to_json()), Ok(without_locations(contract)));
}

#[test]
fn file_has_one_line_per_field() {
    let json = contract_of::<Post>(&["posts.create"]).to_json();
    assert!(json.starts_with("{\n  \"isotype\": 1,\n  \"hash\": \"sha256:"), "{json}");
    assert!(
        json.contains("\n            { \"name\": \"title\", \"shape\": \"string\" },\n"),
        "expected one line per field: {json}"
    );
    assert!(!json.contains("document.rs"), "source locations should be left out");
}

#[test]
fn hash_covers_only_what_is_sent() {
    let post = contract_of::<Post>(&["posts.create"]).hash();
    assert_eq!(
        post,
        contract_of::<Article>(&["posts.create"]).hash(),
        "docs, deprecations and type names are not sent"
    );
    assert_ne!(post, contract_of::<Another>(&["posts.create"]).hash());
    assert_ne!(post, contract_of::<Post>(&["posts.write"]).hash());
}

#[test]
fn rejects_other_files_versions_and_edits() {
    let json = contract_of::<Post>(&["posts.create"]).to_json();
    let error = |json: &str| Contract::from_json(json).expect_err("should be rejected");
    let newer = error(&json.replacen("\"isotype\": 1", "\"isotype\": 2, \"procedures\": \"elsewhere\"", 1));
    assert_eq!(newer, ContractReadError::Version { found: 2, supported: 1 });
    assert!(newer.to_string().contains("format version 2"), "{newer}");
    let edited = error(&json.replacen("\"title\"", "\"headline\"", 1));
    assert!(
        matches!(edited, ContractReadError::HashMismatch { .. }) && edited.to_string().contains("version control"),
        "{edited}"
    );
    for other in ["{}", "[]", "{\"name\": \"@board/bindings\"}", "{\"isotype\": 1, \"hash\": \"\"}", ""] {
        assert!(matches!(error(other), ContractReadError::Malformed(_)), "{other}");
    }
}
