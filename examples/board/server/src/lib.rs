//! Server of the board example, a small notice board for a team. `README.md` describes how to run it.

pub mod api;
pub mod app;
pub mod auth;
pub mod config;
pub mod internal_error;
pub mod keys;
pub mod policy;
pub mod posts;
pub mod schema;
pub mod serve;
pub mod web;

pub use api::api;
pub use app::App;
