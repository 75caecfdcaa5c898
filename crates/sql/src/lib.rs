//! isotype-sql
