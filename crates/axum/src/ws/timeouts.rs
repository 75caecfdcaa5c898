//! What can be set of sockets.

use std::time::Duration;

use crate::Routes;

/// The times of a socket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WebSocketTimeouts {
    /// After so long without a message the client is asked whether it lives.
    pub(crate) ping_interval: Duration,
    /// So long it has to answer.
    pub(crate) pong_timeout: Duration,
    /// After so long without use a socket is closed.
    pub(crate) idle_timeout: Duration,
}

/// Longer than any socket lives, and no time that a clock cannot add.
const FOREVER: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

impl Default for WebSocketTimeouts {
    fn default() -> Self {
        WebSocketTimeouts {
            ping_interval: Duration::from_secs(30),
            pong_timeout: Duration::from_secs(5),
            idle_timeout: Duration::from_secs(10 * 60),
        }
    }
}

impl<S: Send + Sync + 'static> Routes<S> {
    /// A socket that is silent for `silence` is asked whether its client lives, and dropped when nothing comes for
    /// `patience`. Connection params that a client announces may take twice as long as that. Default: 30 s and 5 s.
    ///
    /// # Example
    ///
    /// ```
    /// # use isotype_core::{Ctx, Router};
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// use std::time::Duration;
    ///
    /// let rpc = isotype_axum::Routes::new(Router::new().query("ping", ping), ())
    ///     .keep_alive(Duration::from_secs(20), Duration::from_secs(5))
    ///     .at("/rpc");
    /// # let _: axum::Router = rpc;
    /// ```
    #[must_use]
    pub fn websocket_keep_alive(mut self, silence: Duration, patience: Duration) -> Self {
        self.endpoint.websocket_timeouts.ping_interval = silence.min(FOREVER);
        self.endpoint.websocket_timeouts.pong_timeout = patience.min(FOREVER);
        self
    }

    /// How long a socket may stay open with nothing to do: no call, no subscription, no message but the answers to our
    /// asking whether it lives. Default: 10 min.
    #[must_use]
    pub fn websocket_idle_timeout(mut self, limit: Duration) -> Self {
        self.endpoint.websocket_timeouts.idle_timeout = limit.min(FOREVER);
        self
    }
}
