//! Stands for an application's sources: maps lead here.

pub fn list() {}

pub async fn create() {}
