//! isotype-testing
