//! isotype-schema
