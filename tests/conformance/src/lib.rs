//! API under test in the conformance cases: one small procedure for each protocol feature.
//!
//! `README.md` lists the procedures and the server configurations.

mod auth;
mod values;
mod inputs;
mod errors;
mod internal_errors;
mod posts;
mod counters;
mod pages;
mod bodies;
mod streams;
mod deferred;
mod subscriptions;
mod tracked_subscriptions;
mod invalid_contract;
mod app;

use isotype::Router;

pub use app::app;

/// Returns the router with every procedure of the catalogue.
pub fn api() -> Router<()> {
    let parts = [
        values::register,
        inputs::register,
        errors::register,
        internal_errors::register,
        bodies::register,
        streams::register,
        deferred::register,
        pages::register,
    ];
    let api = Router::new()
        .nest("post", posts::router())
        .nest("tally", counters::router())
        .nest("sub", subscriptions::router());
    parts.iter().fold(api, |api, register| register(api))
}
