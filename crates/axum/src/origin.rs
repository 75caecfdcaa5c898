//! Cross-site request protection (`docs/protocol.md#origins-and-cookies`).

use http::{HeaderMap, Method, Uri, header};
use isotype_core::{Code, ErrorResponse};

/// Rejects a request whose `origin` is neither this server's nor in `allowed`.
///
/// Browsers set `origin` and pages cannot change it. Other clients do not send it, so a request without it is accepted.
/// Behind a proxy that rewrites `host`, `allowed` must include the site's own origin.
///
/// # Errors
///
/// Returns `FORBIDDEN` with a message that names the origin and the setting that would allow it.
pub(crate) fn check_origin(headers: &HeaderMap, uri: &Uri, allowed: &[String]) -> Result<(), ErrorResponse> {
    let Some(origin) = headers.get(header::ORIGIN) else { return Ok(()) };
    let origin = String::from_utf8_lossy(origin.as_bytes());
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    // HTTP/2 sends the authority in the request URI instead.
    let host = host.or_else(|| uri.authority().map(|authority| authority.as_str()));
    let is_own = host.is_some_and(|host| is_same_origin(&origin, host));
    if is_own || is_allowed_origin(headers, allowed) {
        return Ok(());
    }
    let message = format!(
        "origin \"{origin}\" is not allowed; to allow it, call Routes::allowed_origins([\"{origin}\"]) on the server"
    );
    Err(ErrorResponse::new(Code::Forbidden, message))
}

/// Rejects requests that carry cookies and come from a page on another site.
///
/// A GET without `origin` is accepted: browsers send one when the user follows a link, and GET has no side effects.
///
/// # Errors
///
/// Returns `FORBIDDEN`.
pub(crate) fn check_cookies(
    method: &Method,
    headers: &HeaderMap,
    uri: &Uri,
    allowed: &[String],
) -> Result<(), ErrorResponse> {
    let is_link = method == Method::GET && !headers.contains_key(header::ORIGIN);
    if !headers.contains_key(header::COOKIE) || is_link || is_allowed_site(headers, uri, allowed) {
        return Ok(());
    }
    let message = "cross-site request with cookies is not allowed; to allow its origin, call Routes::allowed_origins on the server";
    Err(ErrorResponse::new(Code::Forbidden, message))
}

/// Returns `true` if the request comes from this site, from an allowed origin, or from outside a browser page.
///
/// `sec-fetch-site` takes precedence over a comparison of `origin` and `host`, because proxies may rewrite `host`.
pub(crate) fn is_allowed_site(headers: &HeaderMap, uri: &Uri, allowed: &[String]) -> bool {
    match headers.get("sec-fetch-site").map(|site| site.as_bytes()) {
        Some(b"same-origin" | b"none") => true,
        Some(_) => is_allowed_origin(headers, allowed),
        None => check_origin(headers, uri, allowed).is_ok(),
    }
}

/// Returns `true` if the request's `origin` is in `allowed`.
fn is_allowed_origin(headers: &HeaderMap, allowed: &[String]) -> bool {
    let origin = headers.get(header::ORIGIN).map(|origin| origin.as_bytes());
    origin.is_some_and(|origin| allowed.iter().any(|allowed| allowed.as_bytes().eq_ignore_ascii_case(origin)))
}

/// Returns `true` if the origin has the given host and port. Either side may omit the scheme's default port.
fn is_same_origin(origin: &str, host: &str) -> bool {
    let Some((scheme, authority)) = origin.split_once("://") else { return false };
    let default = match scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return false,
    };
    let without_default_port =
        |authority: &str| authority.strip_suffix(default).unwrap_or(authority).to_ascii_lowercase();
    without_default_port(authority) == without_default_port(host)
}

/// Returns `true` if a string is an origin as browsers serialize it, for example `https://app.example`.
///
/// A string with a path or a trailing slash would never equal an `origin` header.
///
/// # Example
///
/// ```
/// use isotype_axum::is_origin;
///
/// assert!(is_origin("https://app.example") && is_origin("http://localhost:5173"));
/// assert!(!is_origin("https://app.example/") && !is_origin("app.example"));
/// ```
pub fn is_origin(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, host)| {
        !scheme.is_empty() && !host.is_empty() && !host.contains(['/', '?', '#', '@', '*', ' '])
    })
}

/// Checks that `text` is an origin in the form that browsers send, and returns it unchanged.
///
/// # Panics
///
/// Panics if `text` is not such an origin.
#[track_caller]
pub(crate) fn parse_origin(text: String) -> String {
    assert!(
        is_origin(&text),
        "invalid origin {text:?}: expected scheme, host and, unless it is the default, port, such as \"https://app.example\""
    );
    text
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn check(origin: &'static str, host: &'static str) -> Result<(), ErrorResponse> {
        let headers = [(header::ORIGIN, origin), (header::HOST, host)];
        let headers = headers.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
        check_origin(&headers, &Uri::from_static("/rpc"), &["https://friend.example".to_owned()])
    }

    #[test]
    fn allows_own_origin_by_host_and_port() {
        for (origin, host) in [
            ("https://app.example", "app.example"),
            ("https://app.example", "app.example:443"),
            ("http://app.example:80", "APP.example"),
            ("http://localhost:5173", "localhost:5173"),
            ("http://[::1]:80", "[::1]"),
        ] {
            assert!(check(origin, host).is_ok(), "{origin} at {host}");
        }
        for (origin, host) in [
            ("https://app.example:8443", "app.example"),
            ("https://app.example", "app.example:80"),
            ("https://app.example.evil", "app.example"),
            ("https://evil-app.example", "app.example"),
            ("null", "app.example"),
            ("file://", ""),
        ] {
            assert!(check(origin, host).is_err(), "{origin} at {host}");
        }
    }

    #[test]
    fn allows_listed_origins_and_names_the_setting_for_others() {
        assert!(check("https://friend.example", "app.example").is_ok());
        let failure = check("https://evil.example", "app.example").unwrap_err();
        assert_eq!(failure.code, Code::Forbidden);
        assert!(failure.message.contains("Routes::allowed_origins([\"https://evil.example\"])"), "{}", failure.message);
    }

    fn with_cookie(method: Method, extra: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static("app.example"))]);
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b"));
        headers.extend(
            extra.iter().map(|(name, value)| (http::HeaderName::from_static(name), HeaderValue::from_static(value))),
        );
        check_cookies(&method, &headers, &Uri::from_static("/rpc"), &["https://friend.example".to_owned()]).is_ok()
    }

    #[test]
    fn rejects_cookies_from_pages_of_other_sites() {
        for headers in [
            &[("origin", "https://evil.example")][..],
            &[("origin", "https://sub.app.example"), ("sec-fetch-site", "same-site")],
            &[("origin", "null"), ("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "cross-site")],
        ] {
            assert!(!with_cookie(Method::POST, headers), "{headers:?}");
        }
        for headers in [
            &[][..],
            &[("origin", "https://app.example")],
            &[("origin", "https://behind.proxy"), ("sec-fetch-site", "same-origin")],
            &[("origin", "https://friend.example"), ("sec-fetch-site", "cross-site")],
        ] {
            assert!(with_cookie(Method::POST, headers), "{headers:?}");
        }
        assert!(with_cookie(Method::GET, &[("sec-fetch-site", "cross-site")]), "GET sent when the user follows a link");
        assert!(!with_cookie(Method::GET, &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")]));
    }

    #[test]
    fn allows_requests_without_an_origin() {
        assert!(check_origin(&HeaderMap::new(), &Uri::from_static("/rpc"), &[]).is_ok());
    }

    #[test]
    #[should_panic(expected = "invalid origin")]
    fn rejects_origins_with_a_path() {
        parse_origin("https://app.example/".to_owned());
    }
}
