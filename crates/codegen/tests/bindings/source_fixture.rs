//! Stand-in for an application's source file, to which source maps in the tests refer.

pub fn list() {}

pub async fn create() {}
