//! From an API to a running server: settings, defaults that are sound, and an end that loses nothing.
//!
//! The modules stand in the order in which a program meets them.

mod settings;
mod server_config;
mod telemetry;
mod http_server;
mod serve;
mod health;
mod shutdown_signal;
mod security_headers;
mod compression;
mod cors;

pub use health::{Health, StartupGuard};
pub use http_server::HttpServer;
pub use isotype_axum::Limits;
pub use serve::{BoundServer, ServeError, Server, serve};
pub use server_config::ServerConfig;
pub use settings::{Config, ConfigError, ConfigLoader};
pub use shutdown_signal::shutdown_signal;
pub use telemetry::Lines;
