//! isotype-codegen
