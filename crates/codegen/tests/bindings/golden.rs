//! Golden test of the catalogue's package. `UPDATE_GOLDEN=1 cargo test -p isotype-codegen` updates the files.

use std::{env, path::Path};

use isotype_codegen::Package;
use sourcemap::SourceMap;

use crate::catalogue;

fn directory() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/catalogue")
}

fn generated() -> Package {
    Package::generate(&catalogue::contract(), &directory(), None).expect("the catalogue is representable")
}

fn text(package: &Package, name: &str) -> String {
    package.files.iter().find(|(file, _)| *file == name).expect("the file exists").1.clone()
}

#[test]
fn package_matches_golden_files() {
    let package = generated();
    if env::var_os("UPDATE_GOLDEN").is_some() {
        package.write(&directory()).expect("golden files are written");
    }
    if let Some(report) = package.check(&directory()).expect("golden files are read") {
        panic!("golden files are stale:\n{report}\nto update them: UPDATE_GOLDEN=1 cargo test -p isotype-codegen");
    }
}

#[test]
fn output_is_deterministic() {
    assert_eq!(generated(), generated());
    assert!(generated().files.iter().all(|(_, text)| !text.contains('\r') && text.ends_with('\n')));
}

#[test]
fn source_map_leads_to_the_rust_function() {
    let package = generated();
    let map = SourceMap::from_reader(text(&package, "index.d.ts.map").as_bytes()).expect("source map is valid");
    let declarations = text(&package, "index.d.ts");
    let position = |needle: &str| {
        let (line, content) =
            (0..).zip(declarations.lines()).find(|(_, line)| line.contains(needle)).expect("name is declared");
        let column = content.find(needle).expect("line contains the name");
        (line, u32::try_from(content[..column].encode_utf16().count()).expect("column fits"))
    };
    let (line, column) = position("create: Mutation");
    let token = map.lookup_token(line, column).expect("position is mapped");
    assert_eq!(token.get_source(), Some("../../bindings/source_fixture.rs"));
    assert_eq!((token.get_dst_line(), token.get_dst_col()), (line, column));
    assert_eq!((token.get_src_line(), token.get_src_col()), (4, 13));
    let before = map.lookup_token(line, 1).expect("boundary is mapped");
    assert!(!before.has_source(), "the text before the declaration is unmapped");
    let after = map.lookup_token(line + 1, 0).expect("boundary is mapped");
    assert!(!after.has_source(), "the text after the declaration is unmapped");
    let (line, column) = position("\"\u{1f600}\": Query");
    let end = map.lookup_token(line, column + 4).expect("end is mapped");
    assert_eq!(end.get_dst_col() - column, 4, "columns count UTF-16 units");
}
