//! Policies as callers meet them.

mod app;
mod limits;
mod order;
mod rates;
mod wire;
