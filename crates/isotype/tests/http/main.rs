//! The wire over HTTP, against an application with a procedure of every kind.

mod app;
mod batch;
mod errors;
mod requests;
mod subscriptions;
