//! Who calls, as far as policies tell callers apart.

use std::{
    borrow::Cow,
    fmt,
    net::{IpAddr, Ipv6Addr},
    sync::Arc,
};

use http::HeaderName;
use isotype_core::{CallError, Ctx, FromCall, ProcedureError};

/// An application that can say who calls it.
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
///     async fn from_call(ctx: &Ctx<App>) -> Result<User, Unauthorized> {
///         Ok(User(ctx.bearer()?.to_owned())) // a real one verifies it
///     }
/// }
///
/// impl Identity for User {
///     fn identity(&self) -> Option<Cow<'_, str>> {
///         Some((&self.0).into())
///     }
/// }
///
/// impl Callers for App {
///     type Caller = User;
///
///     // Behind one proxy of ours, which adds the address that it sees.
///     fn address(ctx: &Ctx<App>) -> Option<IpAddr> {
///         forwarded_for(ctx, &HeaderName::from_static("x-forwarded-for"), 1)
///     }
/// }
/// ```
pub trait HasCaller: Sized + Send + Sync + 'static {
    /// Who is signed in; `()` in an application that knows nobody.
    type Caller: FromCall<Self> + Identity;

    /// From which address a call comes: by default that of the connection. Behind a proxy that is the proxy's own, and
    /// [`forwarded_for`] finds the client's in the header that the proxy is known to set. A header that clients can set themselves is
    /// never to be believed.
    fn client_ip(ctx: &Ctx<Self>) -> Option<IpAddr> {
        ctx.peer_ip()
    }
}

/// By what a caller is the same in one call and the next.
pub trait Identity {
    /// Something that stays, such as the id of the account: not a token or a session, which are renewed. `None` for nobody in particular.
    fn identity(&self) -> Option<Cow<'_, str>>;
}

impl Identity for () {
    fn identity(&self) -> Option<Cow<'_, str>> {
        None
    }
}

/// The client's address in a header to which each of `proxies` of ours has added the address that it saw, such as `x-forwarded-for`, or
/// which the last of them has set, such as `x-real-ip`. What stands further to the left was sent by the client, and may be anything.
pub fn forwarded_for<S>(ctx: &Ctx<S>, header: &HeaderName, proxies: usize) -> Option<IpAddr> {
    let values = ctx.headers().get_all(header).into_iter().filter_map(|value| value.to_str().ok());
    let seen: Vec<&str> = values.flat_map(|value| value.split(',')).collect();
    seen.iter().rev().nth(proxies.checked_sub(1)?)?.trim().parse().ok()
}

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CallerIdentity {
    /// Somebody who is signed in.
    Authenticated(Arc<str>),
    /// Nobody in particular, from this address.
    Anonymous(Option<IpAddr>),
}

impl CallerIdentity {
    /// Finds out who calls, once for all policies of a call.
    ///
    /// # Errors
    ///
    /// When it cannot be told just now: what is asked is not there.
    pub(crate) async fn resolve<S: HasCaller>(ctx: &mut Ctx<S>) -> Result<CallerIdentity, CallError> {
        if let Some(who) = ctx.extension::<CallerIdentity>() {
            return Ok(who.clone());
        }
        let anonymous = || CallerIdentity::Anonymous(S::client_ip(ctx));
        let who = match S::Caller::from_call(ctx).await {
            Ok(caller) => caller.identity().map_or_else(anonymous, |id| CallerIdentity::Authenticated(id.into())),
            Err(error) => match error.into_call_error() {
                error if error.code().status() >= 500 => return Err(error),
                _ => anonymous(),
            },
        };
        ctx.insert_extension(who.clone());
        Ok(who)
    }
}

/// One text for each who is counted apart: all addresses of one IPv6 network, since each of its users has 2^64 of them (RFC 6177).
impl fmt::Display for CallerIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CallerIdentity::Authenticated(id) => write!(f, "user {id}"),
            CallerIdentity::Anonymous(Some(IpAddr::V4(address))) => write!(f, "at {address}"),
            CallerIdentity::Anonymous(Some(IpAddr::V6(address))) => match address.to_ipv4_mapped() {
                Some(address) => write!(f, "at {address}"),
                None => write!(f, "at {}/64", Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
            },
            CallerIdentity::Anonymous(None) => f.write_str("anywhere"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_one_caller() {
        let at = |address: &str| CallerIdentity::Anonymous(Some(address.parse().unwrap())).to_string();
        assert_eq!(at("2001:db8:1:2:3:4:5:6"), "at 2001:db8:1:2::/64");
        assert_eq!(at("::ffff:10.0.0.1"), at("10.0.0.1"));
        assert_ne!(at("10.0.0.1"), at("10.0.0.2"));
        assert_ne!(CallerIdentity::Authenticated("at 10.0.0.1".into()).to_string(), at("10.0.0.1"));
    }
}
