//! The API that the wire's cases are written against: a procedure of every shape, each as small as it can be.
//!
//! The modules stand from what answers at once to what never ends.

mod caller;
mod values;
mod inputs;
mod refusals;
mod faults;
mod posts;
mod tally;
mod pages;
mod bodies;
mod streams;
mod later;
mod events;
mod resumed;
mod untold;
mod mounts;

use isotype::Router;

pub use mounts::app;

/// The catalogue.
pub fn api() -> Router<()> {
    let parts = [
        values::register,
        inputs::register,
        refusals::register,
        faults::register,
        bodies::register,
        streams::register,
        later::register,
        pages::register,
    ];
    let api = Router::new().nest("post", posts::router()).nest("tally", tally::router()).nest("sub", events::router());
    parts.iter().fold(api, |api, mount| mount(api))
}
