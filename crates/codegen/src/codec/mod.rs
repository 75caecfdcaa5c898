//! How values travel that JSON has no word for: codecs in JavaScript, for what needs one and nothing else.
//!
//! The modules stand in the order in which shapes pass them.

mod instantiations;
mod discriminants;
mod untagged;
mod expression;
mod names;
mod procedures;

pub(crate) use expression::string_array;
pub(crate) use procedures::{Codecs, print};
