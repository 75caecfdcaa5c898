//! API with a procedure group for every supported shape of a value, to test that values survive a round trip.
//!
//! Each group has four procedures. `next` returns a random value, with a number as the seed. `check` receives the value
//! that the client decoded and compares it with the original. `watch` and `tracked` stream values. A client that
//! returns every value unchanged has decoded and encoded it without loss.

mod strategies;
mod round_trip;
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

/// Returns the procedures of every shape.
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
    parts.iter().fold(Router::new(), |api, register| register(api))
}

/// Returns the procedures of the shapes with 64- and 128-bit integers, with the given encoding of those integers.
pub fn wide(encoding: IntegerEncoding) -> Router<()> {
    wide::register(integers::register(Router::new().integers(encoding)))
}
