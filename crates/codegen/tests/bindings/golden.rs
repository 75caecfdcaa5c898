//! The catalogue's package, file by file. `UPDATE_GOLDEN=1 cargo test -p isotype-codegen` writes it anew.

use std::{env, path::Path};

use isotype_codegen::Package;
use sourcemap::SourceMap;

use crate::catalogue;

fn directory() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/catalogue")
}

fn generated() -> Package {
    Package::generate(&catalogue::contract(), &directory(), None).expect("the catalogue can be told")
}

fn text(package: &Package, name: &str) -> String {
    package.files.iter().find(|(file, _)| *file == name).expect("the file is there").1.clone()
}

#[test]
fn the_catalogue_is_as_it_was() {
    let package = generated();
    if env::var_os("UPDATE_GOLDEN").is_some() {
        package.write(&directory()).expect("the golden files can be written");
    }
    if let Some(report) = package.check(&directory()).expect("the golden files can be read") {
        panic!("{report}\nIf this is meant: UPDATE_GOLDEN=1 cargo test -p isotype-codegen");
    }
}

#[test]
fn the_same_contract_gives_the_same_bytes() {
    assert_eq!(generated(), generated());
    assert!(generated().files.iter().all(|(_, text)| !text.contains('\r') && text.ends_with('\n')));
}

#[test]
fn a_name_in_the_declarations_leads_to_its_rust_function() {
    let package = generated();
    let map = SourceMap::from_reader(text(&package, "index.d.ts.map").as_bytes()).expect("a source map");
    let declarations = text(&package, "index.d.ts");
    let place = |needle: &str| {
        let (line, content) =
            (0..).zip(declarations.lines()).find(|(_, line)| line.contains(needle)).expect("declared");
        let column = content.find(needle).expect("just seen");
        (line, u32::try_from(content[..column].encode_utf16().count()).expect("short"))
    };
    let (line, column) = place("create: Mutation");
    let token = map.lookup_token(line, column).expect("mapped");
    assert_eq!(token.get_source(), Some("../../bindings/source_fixture.rs"));
    assert_eq!((token.get_dst_line(), token.get_dst_col()), (line, column));
    assert_eq!((token.get_src_line(), token.get_src_col()), (4, 13));
    let before = map.lookup_token(line, 1).expect("a fence");
    assert!(!before.has_source(), "what precedes the declaration is not in Rust");
    let after = map.lookup_token(line + 1, 0).expect("a fence");
    assert!(!after.has_source(), "what follows the declaration is not in Rust");
    let (line, column) = place("\"\u{1f600}\": Query");
    let end = map.lookup_token(line, column + 4).expect("an end");
    assert_eq!(end.get_dst_col() - column, 4, "columns count UTF-16 units");
}
