//! Redis connection.

use std::time::Duration;

use redis::{
    Client,
    aio::{ConnectionManager, ConnectionManagerConfig},
};

use crate::StoreError;

/// Timeout for connecting to Redis, and for each response.
const REDIS_TIMEOUT: Duration = Duration::from_millis(500);

/// Creates a connection that is established on first use and re-established when it is lost.
///
/// # Errors
///
/// Returns an error if the URL is malformed.
pub(crate) fn connect(url: &str) -> Result<ConnectionManager, StoreError> {
    let config = ConnectionManagerConfig::new()
        .set_number_of_retries(1)
        .set_connection_timeout(Some(REDIS_TIMEOUT))
        .set_response_timeout(Some(REDIS_TIMEOUT));
    Ok(ConnectionManager::new_lazy_with_config(Client::open(url)?, config)?)
}
