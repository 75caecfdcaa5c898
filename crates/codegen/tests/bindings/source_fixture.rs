//! Stand-in for an application's source file; source maps in the tests refer to it.

pub fn list() {}

pub async fn create() {}
