//! What the generator writes, and what it refuses to.
#![expect(dead_code, reason = "fields are there to be printed, not read")]

mod api;
mod catalogue;
mod golden;
mod refusals;
mod files;
