//! Every shape that a value may have: what it is in TypeScript, and that it arrives as what it is.
//!
//! For each shape there are three procedures. `next` gives a random value, told by a number; `check` takes what a client
//! made of it and compares it with the value of that number; `watch` streams some. A client that gets values and hands
//! them back proves that nothing is lost in either direction.

mod strategies;
mod shape;
mod times;
mod bytes;
mod names;
mod integers;
mod floats;
mod maps;
mod options;
mod enums;
mod objects;
mod generics;
mod std_types;
mod wide;

use isotype::{IntegerEncoding, Router};

/// The procedures of every shape.
pub fn api() -> Router<()> {
    let parts = [
        times::register,
        bytes::register,
        names::register,
        integers::register,
        floats::register,
        maps::register,
        options::register,
        enums::register,
        objects::register,
        generics::register,
        std_types::register,
    ];
    parts.iter().fold(Router::new(), |api, mount| mount(api))
}

/// The procedures of the shapes that have wide integers, of an application with that policy.
pub fn wide(policy: IntegerEncoding) -> Router<()> {
    wide::register(integers::register(Router::new().integers(policy)))
}
