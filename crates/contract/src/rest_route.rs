use std::{fmt, str::FromStr};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::{HttpMethod, ProcedureKind};

/// Characters to percent-encode in a path segment: all but the unreserved ones (RFC 3986, section 2.3).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// REST route of a procedure: `GET /posts/{id}`, or `POST /posts 201` for a status other than 200. It is serialized as
/// that string.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RestRoute {
    /// HTTP method.
    pub method: HttpMethod,
    /// Path, with input fields in braces.
    pub path: String,
    /// Status of a successful response with a body. Without a body, the status is 204.
    pub status: u16,
}

/// Error returned if a string is not a route such as `GET /posts/{id}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseRestRouteError(String);

impl RestRoute {
    /// Returns the default route of a procedure that declares none: `GET /posts/list` for the query `posts.list`.
    #[must_use]
    pub fn by_convention(kind: ProcedureKind, name: &str) -> RestRoute {
        let method = if kind == ProcedureKind::Mutation { HttpMethod::Post } else { HttpMethod::Get };
        let segments = name.split('.').map(|part| format!("/{}", utf8_percent_encode(part, ESCAPED)));
        RestRoute { method, path: segments.collect(), status: 200 }
    }

    /// Returns the names of the path parameters.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').filter_map(parameter)
    }

    /// Returns the path with empty braces in place of the parameters. Two routes with the same pattern match the same
    /// requests.
    #[must_use]
    pub fn pattern(&self) -> String {
        let segments = self.path.split('/').map(|segment| if parameter(segment).is_some() { "{}" } else { segment });
        segments.collect::<Vec<_>>().join("/")
    }
}

fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

fn is_segment(segment: &str) -> bool {
    let text = parameter(segment).unwrap_or(segment);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~');
    !matches!(text, "" | "." | "..") && text.chars().all(is_plain)
}

impl FromStr for RestRoute {
    type Err = ParseRestRouteError;

    fn from_str(text: &str) -> Result<RestRoute, ParseRestRouteError> {
        let malformed = || ParseRestRouteError(text.to_owned());
        let mut parts = text.split(' ');
        let method = parts.next().and_then(HttpMethod::parse).ok_or_else(malformed)?;
        let path = parts.next().ok_or_else(malformed)?;
        let status = parts.next().map_or(Ok(200), str::parse).map_err(|_| malformed())?;
        let segments = path.strip_prefix('/').ok_or_else(malformed)?;
        let is_well_formed = segments.split('/').all(is_segment);
        if !is_well_formed || parts.next().is_some() || !matches!(status, 200..=203) {
            return Err(malformed());
        }
        Ok(RestRoute { method, path: path.to_owned(), status })
    }
}

impl TryFrom<String> for RestRoute {
    type Error = ParseRestRouteError;

    fn try_from(text: String) -> Result<RestRoute, ParseRestRouteError> {
        text.parse()
    }
}

impl fmt::Display for RestRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.as_str(), self.path)?;
        if self.status == 200 { Ok(()) } else { write!(f, " {}", self.status) }
    }
}

impl From<RestRoute> for String {
    fn from(route: RestRoute) -> String {
        route.to_string()
    }
}

impl fmt::Display for ParseRestRouteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.0;
        write!(
            f,
            "malformed REST route {text:?}: expected a method, a path of plain segments and `{{field}}`, and optionally a \
             status from 200 to 203, for example \"GET /posts/{{id}}\" or \"POST /posts 201\""
        )
    }
}

impl std::error::Error for ParseRestRouteError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_what_display_writes() {
        for text in ["GET /posts/{id}", "POST /posts 201", "DELETE /a-b/{id}/c.d"] {
            assert_eq!(text.parse::<RestRoute>().map(|route| route.to_string()).as_deref(), Ok(text));
        }
        let route: RestRoute = "GET /a/{b}/{c}".parse().expect("valid route");
        assert_eq!(route.parameters().collect::<Vec<_>>(), ["b", "c"]);
    }

    #[test]
    fn rejects_malformed_routes() {
        for text in [
            "",
            "/posts",
            "get /posts",
            "HEAD /posts",
            "GET posts",
            "GET /",
            "GET /a//b",
            "GET /a/",
            "GET /a?b=c",
            "GET /{}",
            "GET /a{b}",
            "GET /../a",
            "POST /a 204",
            "POST /a 404",
            "POST /a x",
            "GET  /a",
            "POST /a 201 x",
        ] {
            assert!(text.parse::<RestRoute>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn derives_path_from_name() {
        assert_eq!(RestRoute::by_convention(ProcedureKind::Query, "posts.byId").to_string(), "GET /posts/byId");
        assert_eq!(RestRoute::by_convention(ProcedureKind::Mutation, "a.{ü}").to_string(), "POST /a/%7B%C3%BC%7D");
    }
}
