//! The way to a Redis server.

use std::time::Duration;

use redis::{
    Client,
    aio::{ConnectionManager, ConnectionManagerConfig},
};

use crate::StoreError;

/// How long a call waits for Redis at most.
const REDIS_TIMEOUT: Duration = Duration::from_millis(500);

/// A connection that is made when it is first needed, and again when it is lost.
///
/// # Errors
///
/// When the address is not understood.
pub(crate) fn connect(address: &str) -> Result<ConnectionManager, StoreError> {
    let config = ConnectionManagerConfig::new()
        .set_number_of_retries(1)
        .set_connection_timeout(Some(REDIS_TIMEOUT))
        .set_response_timeout(Some(REDIS_TIMEOUT));
    Ok(ConnectionManager::new_lazy_with_config(Client::open(address)?, config)?)
}
