//! isotype-protocol
