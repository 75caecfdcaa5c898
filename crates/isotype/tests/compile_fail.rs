//! What the compiler says to each mistake that a user can make. `TRYBUILD=overwrite` rewrites the answers.

#[test]
fn mistakes_are_explained() {
    trybuild::TestCases::new().compile_fail("tests/compile-fail/*.rs");
}
