//! IP address of the client.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use http::Extensions;

/// Returns the IP address of the peer.
///
/// The server, or axum's `into_make_service_with_connect_info`, adds it to the request's extensions.
pub(crate) fn ip(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip())
}
