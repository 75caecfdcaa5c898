//! Golden test of the OpenAPI document for the catalogue API, which contains every kind of shape.
//!
//! `UPDATE_GOLDEN=1 cargo test -p isotype-openapi` updates it.
#![expect(dead_code, reason = "the fields are only described, never read")]
#![expect(clippy::expect_used, reason = "a failed expectation fails the test")]

#[path = "../../codegen/tests/bindings/api.rs"]
mod api;
#[path = "../../codegen/tests/bindings/catalogue.rs"]
mod catalogue;

use std::{env, fs, path::Path};

use isotype_openapi::{Info, document};

#[test]
fn document_matches_golden_file() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/openapi/documents/catalogue.json");
    let document =
        document(&catalogue::contract(), &Info::new("catalogue", "0.0.0")).expect("the catalogue is representable");
    let text = format!("{document:#}\n");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, &text).expect("golden file is written");
    }
    let golden = fs::read_to_string(&file).expect("golden file is read").replace("\r\n", "\n");
    assert!(
        text == golden,
        "{} is stale; to update it, run `UPDATE_GOLDEN=1 cargo test -p isotype-openapi`",
        file.display()
    );
}
