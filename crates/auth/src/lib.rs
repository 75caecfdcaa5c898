//! isotype-auth
