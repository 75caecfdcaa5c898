//! The document of every shape that the generator of bindings is held to. `UPDATE_GOLDEN=1 cargo test -p isotype-openapi` writes it anew.
#![expect(dead_code, reason = "fields are there to be told, not read")]
#![expect(clippy::expect_used, reason = "a failed expectation is a failed test")]

#[path = "../../codegen/tests/bindings/api.rs"]
mod api;
#[path = "../../codegen/tests/bindings/catalogue.rs"]
mod catalogue;

use std::{env, fs, path::Path};

use isotype_openapi::{Info, document};

#[test]
fn the_catalogue_is_as_it_was() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/openapi/documents/catalogue.json");
    let document =
        document(&catalogue::contract(), &Info::new("catalogue", "0.0.0")).expect("the catalogue can be told");
    let text = format!("{document:#}\n");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, &text).expect("the golden file can be written");
    }
    let golden = fs::read_to_string(&file).expect("the golden file can be read").replace("\r\n", "\n");
    assert!(
        text == golden,
        "{} is stale. If this is meant: UPDATE_GOLDEN=1 cargo test -p isotype-openapi",
        file.display()
    );
}
