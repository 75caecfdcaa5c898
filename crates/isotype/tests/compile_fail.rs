//! Compiler errors for common mistakes. `TRYBUILD=overwrite` updates the expected output.

#[test]
fn compiler_errors_match() {
    trybuild::TestCases::new().compile_fail("tests/compile-fail/*.rs");
}
