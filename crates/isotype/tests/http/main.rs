//! Tests of the HTTP protocol against an application with procedures of every kind.

mod app;
mod batch;
mod errors;
mod requests;
mod subscriptions;
