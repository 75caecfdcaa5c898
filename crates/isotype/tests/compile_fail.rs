//! Tests of the compiler errors for common mistakes. Run with `TRYBUILD=overwrite` to update the expected output.

#[test]
fn compiler_errors_match() {
    trybuild::TestCases::new().compile_fail("tests/compile-fail/*.rs");
}
