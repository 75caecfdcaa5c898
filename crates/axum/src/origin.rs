//! Which pages of other sites may use what a browser adds by itself: cookies.

use http::{HeaderMap, Method, Uri, header};
use isotype_core::{Code, ErrorResponse};

/// Whether the request comes from no other site: it names no origin, that of this server, or one in `allowed`.
///
/// Browsers write `Origin`, and a page cannot change it; other clients need none. Behind a proxy that rewrites `Host`,
/// the site's own origin has to be in the list.
///
/// # Errors
///
/// FORBIDDEN that names the origin and what lets it in.
pub(crate) fn check_origin(headers: &HeaderMap, uri: &Uri, allowed: &[String]) -> Result<(), ErrorResponse> {
    let Some(origin) = headers.get(header::ORIGIN) else { return Ok(()) };
    let origin = String::from_utf8_lossy(origin.as_bytes());
    let here = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    // HTTP/2 says it in the address.
    let here = here.or_else(|| uri.authority().map(|authority| authority.as_str()));
    let is_own = here.is_some_and(|here| is_same_origin(&origin, here));
    if is_own || is_allowed_origin(headers, allowed) {
        return Ok(());
    }
    let message = format!(
        "The origin \"{origin}\" may not use its visitors' cookies here: the server lets it in by \
         Routes::origins([\"{origin}\"])"
    );
    Err(ErrorResponse::new(Code::Forbidden, message))
}

/// Refuses a request that carries cookies for a page of another site, whatever proves something by them (protocol section 11.2). A page
/// that a person follows a link to names no origin, and is let through: it is asked for by GET, which changes nothing.
///
/// # Errors
///
/// FORBIDDEN.
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
    let message = "This request comes from another site and brings its visitor's cookies: the server lets that in by Routes::origins";
    Err(ErrorResponse::new(Code::Forbidden, message))
}

/// Whether a page of this site or of an allowed one sends the request, or no page at all.
///
/// What the browser says of the two sites counts before what can be read from their addresses, which a proxy may change.
pub(crate) fn is_allowed_site(headers: &HeaderMap, uri: &Uri, allowed: &[String]) -> bool {
    match headers.get("sec-fetch-site").map(|site| site.as_bytes()) {
        Some(b"same-origin" | b"none") => true,
        Some(_) => is_allowed_origin(headers, allowed),
        None => check_origin(headers, uri, allowed).is_ok(),
    }
}

/// Whether the request names an origin in `allowed`.
fn is_allowed_origin(headers: &HeaderMap, allowed: &[String]) -> bool {
    let origin = headers.get(header::ORIGIN).map(|origin| origin.as_bytes());
    origin.is_some_and(|origin| allowed.iter().any(|allowed| allowed.as_bytes().eq_ignore_ascii_case(origin)))
}

/// Whether an origin names this host and port; a port that goes without saying counts as said.
fn is_same_origin(origin: &str, host: &str) -> bool {
    let Some((scheme, authority)) = origin.split_once("://") else { return false };
    let default = match scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return false,
    };
    let bare = |authority: &str| authority.strip_suffix(default).unwrap_or(authority).to_ascii_lowercase();
    bare(authority) == bare(host)
}

/// Whether this is an origin as a browser writes it: a path or a slash at the end would never match.
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

/// An origin as a browser writes it.
///
/// # Panics
///
/// When it is none.
#[track_caller]
pub(crate) fn parse_origin(text: String) -> String {
    assert!(
        is_origin(&text),
        "{text:?} is not of the form \"https://app.example\": scheme, host, and port where it is unusual"
    );
    text
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn asked(origin: &'static str, host: &'static str) -> Result<(), ErrorResponse> {
        let headers = [(header::ORIGIN, origin), (header::HOST, host)];
        let headers = headers.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
        check_origin(&headers, &Uri::from_static("/rpc"), &["https://friend.example".to_owned()])
    }

    #[test]
    fn the_own_origin_is_host_and_port() {
        for (origin, host) in [
            ("https://app.example", "app.example"),
            ("https://app.example", "app.example:443"),
            ("http://app.example:80", "APP.example"),
            ("http://localhost:5173", "localhost:5173"),
            ("http://[::1]:80", "[::1]"),
        ] {
            assert!(asked(origin, host).is_ok(), "{origin} at {host}");
        }
        for (origin, host) in [
            ("https://app.example:8443", "app.example"),
            ("https://app.example", "app.example:80"),
            ("https://app.example.evil", "app.example"),
            ("https://evil-app.example", "app.example"),
            ("null", "app.example"),
            ("file://", ""),
        ] {
            assert!(asked(origin, host).is_err(), "{origin} at {host}");
        }
    }

    #[test]
    fn a_listed_origin_is_let_in_and_another_told_how() {
        assert!(asked("https://friend.example", "app.example").is_ok());
        let failure = asked("https://evil.example", "app.example").unwrap_err();
        assert_eq!(failure.code, Code::Forbidden);
        assert!(failure.message.contains("\"https://evil.example\""), "{}", failure.message);
    }

    fn with_cookie(method: Method, said: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static("app.example"))]);
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b"));
        headers.extend(
            said.iter().map(|(name, value)| (http::HeaderName::from_static(name), HeaderValue::from_static(value))),
        );
        check_cookies(&method, &headers, &Uri::from_static("/rpc"), &["https://friend.example".to_owned()]).is_ok()
    }

    #[test]
    fn cookies_come_from_here_from_a_friend_or_from_no_page() {
        for said in [
            &[("origin", "https://evil.example")][..],
            &[("origin", "https://sub.app.example"), ("sec-fetch-site", "same-site")],
            &[("origin", "null"), ("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "cross-site")],
        ] {
            assert!(!with_cookie(Method::POST, said), "{said:?}");
        }
        for said in [
            &[][..],
            &[("origin", "https://app.example")],
            &[("origin", "https://behind.proxy"), ("sec-fetch-site", "same-origin")],
            &[("origin", "https://friend.example"), ("sec-fetch-site", "cross-site")],
        ] {
            assert!(with_cookie(Method::POST, said), "{said:?}");
        }
        assert!(with_cookie(Method::GET, &[("sec-fetch-site", "cross-site")]), "a link");
        assert!(!with_cookie(Method::GET, &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")]));
    }

    #[test]
    fn who_names_no_origin_is_no_page() {
        assert!(check_origin(&HeaderMap::new(), &Uri::from_static("/rpc"), &[]).is_ok());
    }

    #[test]
    #[should_panic(expected = "is not of the form")]
    fn an_origin_has_no_path() {
        parse_origin("https://app.example/".to_owned());
    }
}
