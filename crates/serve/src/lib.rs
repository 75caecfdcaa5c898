//! From an API to a running server: settings, defaults that are sound, and an end that loses nothing.
//!
//! The modules stand in the order in which a program meets them.

mod settings;
mod config;
mod logging;
mod server;
mod guard;
mod compression;
mod cors;

pub use config::ServerConfig;
pub use isotype_axum::Limits;
pub use logging::Lines;
pub use server::{Bound, Serve, ServeError, serve};
pub use settings::{Config, Settings, WrongSettings};
