//! Garde's rules as the contract tells them, and the places of what is broken as clients know them.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod places;
mod said;
mod told;
