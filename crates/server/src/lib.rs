//! HTTP server for Isotype: configuration, health checks, graceful shutdown, security headers, CORS and compression.
//!
//! [`serve`](fn@serve) turns a router into a [`Server`], and [`ConfigLoader`] reads its settings. [`HttpServer`] is the
//! underlying accept loop, for applications that build the axum router themselves.

mod config_loader;
mod server_config;
mod telemetry;
mod http_server;
mod serve;
mod health;
mod shutdown_signal;
mod security_headers;
mod compression;
mod cors;

pub use config_loader::{Config, ConfigError, ConfigLoader};
pub use health::{Health, StartupGuard};
pub use http_server::HttpServer;
pub use isotype_axum::Limits;
pub use isotype_observe::LogFormat;
pub use serve::{BoundServer, ServeError, Server, serve};
pub use server_config::ServerConfig;
pub use shutdown_signal::shutdown_signal;
