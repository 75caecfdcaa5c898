//! Cookies that only this server can set and only this server gets.

use std::time::Duration;

use http::{HeaderValue, header::SET_COOKIE};
use isotype_core::Ctx;

use crate::OpaqueToken;

/// A cookie for a secret: out of reach for scripts (`HttpOnly`), sent by HTTPS only (`Secure`), to this host alone and set by no other
/// (`__Host-`, RFC 6265bis section 4.1.3.2), and not for pages of other sites (`SameSite=Strict`).
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
    /// By this name, and `__Host-` in front.
    ///
    /// # Panics
    ///
    /// When the name has other characters than letters, digits, `-` and `_`.
    #[track_caller]
    pub fn new(name: &str) -> Cookie {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        assert!(!name.is_empty() && name.bytes().all(is_plain), "{name:?} is not a name for a cookie");
        Cookie { name: format!("__Host-{name}"), is_secure: true, same_site: "Strict" }
    }

    /// Lets it travel by plain HTTP, for development: without `Secure`, and so without `__Host-`.
    #[must_use]
    pub fn insecure(mut self) -> Cookie {
        self.name = self.name.trim_start_matches("__Host-").to_owned();
        self.is_secure = false;
        self
    }

    /// Lets it come along when somebody follows a link from another site (`SameSite=Lax`), for servers that answer with pages.
    #[must_use]
    pub fn same_site_lax(mut self) -> Cookie {
        self.same_site = "Lax";
        self
    }

    /// The name as browsers know it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the caller sent by it.
    pub fn read<'a, S, A>(&self, ctx: &'a Ctx<S, A>) -> Option<&'a str> {
        ctx.cookie(&self.name).filter(|value| !value.is_empty())
    }

    /// Gives a token to the caller's browser.
    pub fn set<S, A>(&self, ctx: &Ctx<S, A>, token: &OpaqueToken, lifetime: Duration) {
        self.write(ctx, token.as_str(), lifetime);
    }

    /// Takes it away again.
    pub fn clear<S, A>(&self, ctx: &Ctx<S, A>) {
        self.write(ctx, "", Duration::ZERO);
    }

    fn write<S, A>(&self, ctx: &Ctx<S, A>, value: &str, lifetime: Duration) {
        let Cookie { name, is_secure, same_site } = self;
        let (age, secure) = (lifetime.as_secs(), if *is_secure { "; Secure" } else { "" });
        let text = format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite={same_site}{secure}");
        // Name and value are made of characters that a header can have.
        if let Ok(header) = HeaderValue::try_from(text) {
            ctx.append_header(SET_COOKIE, header);
        }
    }
}
