//! Caller identification.

use std::{
    borrow::Cow,
    fmt,
    net::{IpAddr, Ipv6Addr},
    sync::Arc,
};

use http::HeaderName;
use isotype_core::{CallError, Ctx, FromCall, ProcedureError};

/// Application state that identifies callers for policies.
///
/// # Example
///
/// ```
/// use std::{borrow::Cow, net::IpAddr};
///
/// use http::header::HeaderName;
/// use isotype_core::{Ctx, FromCall, Unauthorized};
/// use isotype_policy::{HasCaller, Identity, forwarded_for};
///
/// struct App;
/// struct User(String);
///
/// impl FromCall<App> for User {
///     type Error = Unauthorized;
///
///     async fn from_call(ctx: &Ctx<App>) -> Result<User, Unauthorized> {
///         Ok(User(ctx.bearer()?.to_owned())) // an application verifies the token here
///     }
/// }
///
/// impl Identity for User {
///     fn identity(&self) -> Option<Cow<'_, str>> {
///         Some((&self.0).into())
///     }
/// }
///
/// impl HasCaller for App {
///     type Caller = User;
///
///     // The server is behind one reverse proxy, which appends the address of its client.
///     fn client_ip(ctx: &Ctx<App>) -> Option<IpAddr> {
///         forwarded_for(ctx, &HeaderName::from_static("x-forwarded-for"), 1)
///     }
/// }
/// ```
pub trait HasCaller: Sized + Send + Sync + 'static {
    /// Guard that authenticates callers, or `()` if callers do not authenticate.
    type Caller: FromCall<Self> + Identity;

    /// Returns the client's IP address. Default: the peer address of the connection.
    ///
    /// Behind a reverse proxy, the default is the address of the proxy. Use [`forwarded_for`] with the header that your
    /// proxy sets. Never trust a header that clients can set themselves.
    fn client_ip(ctx: &Ctx<Self>) -> Option<IpAddr> {
        ctx.peer_ip()
    }
}

/// Caller with a stable identity.
pub trait Identity {
    /// Returns a stable id, such as the account id, or `None` for an anonymous caller.
    ///
    /// Tokens and session ids are unsuitable, because they change over time.
    fn identity(&self) -> Option<Cow<'_, str>>;
}

impl Identity for () {
    fn identity(&self) -> Option<Cow<'_, str>> {
        None
    }
}

/// Returns the client's IP address from a header such as `X-Forwarded-For`.
///
/// `proxies` is the number of trusted reverse proxies in front of the server, each of which appends the address of its
/// peer. The function returns the entry that many positions from the right. Entries further left come from the client
/// and can be forged. For a header with a single address, such as `X-Real-IP`, `proxies` is 1.
pub fn forwarded_for<S>(ctx: &Ctx<S>, header: &HeaderName, proxies: usize) -> Option<IpAddr> {
    let values = ctx.headers().get_all(header).into_iter().filter_map(|value| value.to_str().ok());
    let addresses: Vec<&str> = values.flat_map(|value| value.split(',')).collect();
    addresses.iter().rev().nth(proxies.checked_sub(1)?)?.trim().parse().ok()
}

/// Identity that policies use to distinguish callers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CallerIdentity {
    /// Authenticated caller with a stable id.
    Authenticated(Arc<str>),
    /// Anonymous caller with its IP address, if known.
    Anonymous(Option<IpAddr>),
}

impl CallerIdentity {
    /// Identifies the caller, and caches the result in the context for the call's other policies.
    ///
    /// # Errors
    ///
    /// Returns the guard's error if it is a server error, for example because a store is unavailable.
    pub(crate) async fn resolve<S: HasCaller>(ctx: &mut Ctx<S>) -> Result<CallerIdentity, CallError> {
        if let Some(identity) = ctx.extension::<CallerIdentity>() {
            return Ok(identity.clone());
        }
        let anonymous = || CallerIdentity::Anonymous(S::client_ip(ctx));
        let identity = match S::Caller::from_call(ctx).await {
            Ok(caller) => caller.identity().map_or_else(anonymous, |id| CallerIdentity::Authenticated(id.into())),
            Err(error) => match error.into_call_error() {
                error if error.code().status() >= 500 => return Err(error),
                _ => anonymous(),
            },
        };
        ctx.insert_extension(identity.clone());
        Ok(identity)
    }
}

/// Formats the identity as a rate-limit key.
///
/// IPv6 addresses are reduced to their /64 network, because one user controls all 2^64 addresses in it (RFC 6177).
impl fmt::Display for CallerIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CallerIdentity::Authenticated(id) => write!(f, "user:{id}"),
            CallerIdentity::Anonymous(Some(IpAddr::V4(address))) => write!(f, "ip:{address}"),
            CallerIdentity::Anonymous(Some(IpAddr::V6(address))) => match address.to_ipv4_mapped() {
                Some(address) => write!(f, "ip:{address}"),
                None => write!(f, "ip:{}/64", Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
            },
            CallerIdentity::Anonymous(None) => f.write_str("unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_ipv6_networks_as_one_caller() {
        let from_ip = |address: &str| CallerIdentity::Anonymous(Some(address.parse().unwrap())).to_string();
        assert_eq!(from_ip("2001:db8:1:2:3:4:5:6"), "ip:2001:db8:1:2::/64");
        assert_eq!(from_ip("::ffff:10.0.0.1"), from_ip("10.0.0.1"));
        assert_ne!(from_ip("10.0.0.1"), from_ip("10.0.0.2"));
        assert_ne!(CallerIdentity::Authenticated("ip:10.0.0.1".into()).to_string(), from_ip("10.0.0.1"));
    }
}
