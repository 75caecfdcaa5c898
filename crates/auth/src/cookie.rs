//! Cookie that carries a session token.

use std::time::Duration;

use http::{HeaderValue, header::SET_COOKIE};
use isotype_core::Ctx;

use crate::OpaqueToken;

/// Cookie that carries a secret token.
///
/// Browsers send it over HTTPS only (`Secure`), hide it from scripts (`HttpOnly`) and omit it from cross-site requests
/// (`SameSite=Strict`). The `__Host-` prefix binds it to this host, so that no other subdomain can set it (RFC 6265bis,
/// section 4.1.3.2).
///
/// # Example
///
/// ```
/// use isotype_auth::Cookie;
///
/// assert_eq!(Cookie::new("session").name(), "__Host-session");
/// assert_eq!(Cookie::new("session").insecure().name(), "session");
/// ```
#[derive(Clone, Debug)]
pub struct Cookie {
    name: String,
    is_secure: bool,
    same_site: &'static str,
}

impl Cookie {
    /// Creates a cookie named `__Host-{name}`.
    ///
    /// # Panics
    ///
    /// Panics if `name` is empty or contains anything but ASCII letters, digits, `-` and `_`.
    #[track_caller]
    pub fn new(name: &str) -> Cookie {
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        assert!(
            !name.is_empty() && name.bytes().all(is_allowed),
            "invalid cookie name {name:?}: expected ASCII letters, digits, `-` or `_`"
        );
        Cookie { name: format!("__Host-{name}"), is_secure: true, same_site: "Strict" }
    }

    /// Allows the cookie over plain HTTP, for local development.
    ///
    /// Removes `Secure` and, because that prefix requires it, `__Host-`.
    #[must_use]
    pub fn insecure(mut self) -> Cookie {
        self.name = self.name.trim_start_matches("__Host-").to_owned();
        self.is_secure = false;
        self
    }

    /// Sends the cookie when the user follows a link from another site (`SameSite=Lax`), for servers that render pages.
    #[must_use]
    pub fn same_site_lax(mut self) -> Cookie {
        self.same_site = "Lax";
        self
    }

    /// Returns the name of the cookie, including its prefix.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the value that the client sent, or `None` if the cookie is missing or empty.
    pub fn read<'a, S, A>(&self, ctx: &'a Ctx<S, A>) -> Option<&'a str> {
        ctx.cookie(&self.name).filter(|value| !value.is_empty())
    }

    /// Sets the cookie to `token`, with `lifetime` as its `Max-Age`.
    pub fn set<S, A>(&self, ctx: &Ctx<S, A>, token: &OpaqueToken, lifetime: Duration) {
        self.write(ctx, token.as_str(), lifetime);
    }

    /// Deletes the cookie from the browser.
    pub fn clear<S, A>(&self, ctx: &Ctx<S, A>) {
        self.write(ctx, "", Duration::ZERO);
    }

    fn write<S, A>(&self, ctx: &Ctx<S, A>, value: &str, lifetime: Duration) {
        let Cookie { name, is_secure, same_site } = self;
        let (age, secure) = (lifetime.as_secs(), if *is_secure { "; Secure" } else { "" });
        let header = format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite={same_site}{secure}");
        // Cannot fail: `Cookie::new` checks the name, and tokens are base64url.
        if let Ok(header) = HeaderValue::try_from(header) {
            ctx.append_header(SET_COOKIE, header);
        }
    }
}
