//! The contract as a file.

use isotype_contract::{Contract, ContractReadError, SourceLocation};
use isotype_lowering::{Registry, Type, specta};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    arbitrary::{ends, shapes},
    changes::procedure,
    properties::contract,
};

#[derive(Serialize, Deserialize, Type)]
#[serde(rename = "Post")]
struct Post {
    title: String,
    next: Option<Box<Post>>,
}

/// The same on the wire.
#[derive(Serialize, Deserialize, Type)]
struct Article {
    /// New words.
    title: String,
    #[deprecated]
    next: Option<Box<Article>>,
}

#[derive(Serialize, Deserialize, Type)]
#[serde(rename = "Post")]
struct Another {
    headline: String,
    next: Option<Box<Another>>,
}

fn of<T: Type>(names: &[&str]) -> Contract {
    let mut registry = Registry::new();
    for name in names {
        let procedure = procedure::<T, T>(&mut registry);
        registry.add_procedure(isotype_lowering::ProcedureDescription { name: (*name).to_owned(), ..procedure });
    }
    registry.finish().expect("can be told")
}

fn without_places(mut contract: Contract) -> Contract {
    contract.procedures.iter_mut().for_each(|procedure| procedure.source = SourceLocation::default());
    contract.types.iter_mut().for_each(|definition| definition.source = SourceLocation::default());
    contract
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(input in shapes(), t in shapes()) {
        prop_assume!(ends(&t));
        let contract = contract(input.clone(), input, &t);
        let json = contract.to_json();
        prop_assert_eq!(Contract::from_json(&json), Ok(contract));
    }
}

#[test]
fn the_same_api_is_the_same_file_in_whatever_order_it_was_described() {
    let contract = of::<Post>(&["b", "a", "c"]);
    assert_eq!(contract.to_json(), of::<Post>(&["c", "b", "a"]).to_json());
    assert_eq!(Contract::from_json(&contract.to_json()), Ok(without_places(contract)));
}

#[test]
fn a_file_is_read_in_a_review() {
    let json = of::<Post>(&["posts.create"]).to_json();
    assert!(json.starts_with("{\n  \"isotype\": 1,\n  \"hash\": \"sha256:"), "{json}");
    assert!(
        json.contains("\n            { \"name\": \"title\", \"shape\": \"string\" },\n"),
        "a member is a line: {json}"
    );
    assert!(!json.contains("document.rs"), "lines move");
}

#[test]
fn the_hash_is_of_the_wire_alone() {
    let post = of::<Post>(&["posts.create"]).hash();
    assert_eq!(post, of::<Article>(&["posts.create"]).hash(), "docs, deprecations and the names of types are not sent");
    assert_ne!(post, of::<Another>(&["posts.create"]).hash());
    assert_ne!(post, of::<Post>(&["posts.write"]).hash());
}

#[test]
fn what_is_no_contract_of_this_version_is_refused_with_what_to_do() {
    let json = of::<Post>(&["posts.create"]).to_json();
    let refused = |json: &str| Contract::from_json(json).expect_err("is refused");
    let newer = refused(&json.replacen("\"isotype\": 1", "\"isotype\": 2, \"procedures\": \"elsewhere\"", 1));
    assert_eq!(newer, ContractReadError::Version { found: 2, supported: 1 });
    assert!(newer.to_string().contains("version 2 of the format"), "{newer}");
    let changed = refused(&json.replacen("\"title\"", "\"headline\"", 1));
    assert!(
        matches!(changed, ContractReadError::HashMismatch { .. }) && changed.to_string().contains("version control"),
        "{changed}"
    );
    for other in ["{}", "[]", "{\"name\": \"@board/bindings\"}", "{\"isotype\": 1, \"hash\": \"\"}", ""] {
        assert!(matches!(refused(other), ContractReadError::Malformed(_)), "{other}");
    }
}
