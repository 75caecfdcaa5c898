//! isotype-axum
