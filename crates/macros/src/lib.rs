//! isotype-macros
