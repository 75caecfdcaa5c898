//! isotype-core
