//! A small team notice board: the server. `README.md` says how to run it.

pub mod api;
pub mod app;
pub mod auth;
pub mod config;
pub mod failure;
pub mod policy;
pub mod posts;
pub mod schema;
pub mod serve;
pub mod web;

pub use api::api;
pub use app::App;
