//! From an API to a running server: settings, defaults that are sound, and an end that loses nothing.
//!
//! The modules stand in the order in which a program meets them.

mod settings;
mod config;
mod logging;
mod server;
mod serve;
mod health;
mod shutdown_signal;
mod guard;
mod compression;
mod cors;

pub use config::ServerConfig;
pub use health::{Health, StartupGuard};
pub use isotype_axum::Limits;
pub use logging::Lines;
pub use serve::{BoundServer, ServeError, Server, serve};
pub use server::HttpServer;
pub use settings::{Config, ConfigError, ConfigLoader};
pub use shutdown_signal::shutdown_signal;
