//! isotype
