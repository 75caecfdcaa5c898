//! What a server does with calls that take time: over real sockets.

mod harness;
mod leaving;
mod limits;
mod stopping;
mod streams;
