use std::{fmt, str::FromStr};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use super::HttpMethod;
use crate::ProcedureKind;

/// What stands in a path as it is (RFC 3986, section 2.3).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How a procedure is called in the manner of REST, as one writes it: `GET /posts/{id}`, and `POST /posts 201` where a success has another
/// status than 200. As JSON it is that string.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RestRoute {
    /// The method.
    pub method: HttpMethod,
    /// The path, with members of the input in braces.
    pub path: String,
    /// The status of a success that has something to tell; without, it is 204.
    pub status: u16,
}

/// A text that is none of the form `GET /posts/{id}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseRestRouteError(String);

impl RestRoute {
    /// The method and the path of a procedure that says none: `GET /posts/list` for the query `posts.list`.
    #[must_use]
    pub fn by_convention(kind: ProcedureKind, name: &str) -> RestRoute {
        let method = if kind == ProcedureKind::Mutation { HttpMethod::Post } else { HttpMethod::Get };
        let segments = name.split('.').map(|part| format!("/{}", utf8_percent_encode(part, ESCAPED)));
        RestRoute { method, path: segments.collect(), status: 200 }
    }

    /// The names in braces.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').filter_map(parameter)
    }

    /// The path without the names in braces: two of one pattern are one path.
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
        let mut words = text.split(' ');
        let method = words.next().and_then(HttpMethod::parse).ok_or_else(malformed)?;
        let path = words.next().ok_or_else(malformed)?;
        let status = words.next().map_or(Ok(200), str::parse).map_err(|_| malformed())?;
        let segments = path.strip_prefix('/').ok_or_else(malformed)?;
        let is_well_formed = segments.split('/').all(is_segment);
        if !is_well_formed || words.next().is_some() || !matches!(status, 200..=203) {
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
    fn from(rest: RestRoute) -> String {
        rest.to_string()
    }
}

impl fmt::Display for ParseRestRouteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.0;
        write!(
            f,
            "{text:?} is not of the form \"GET /posts/{{id}}\" or \"POST /posts 201\": a method, a path whose parts are plain or a member in braces, a status from 200 to 203"
        )
    }
}

impl std::error::Error for ParseRestRouteError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in ["GET /posts/{id}", "POST /posts 201", "DELETE /a-b/{id}/c.d"] {
            assert_eq!(text.parse::<RestRoute>().map(|rest| rest.to_string()).as_deref(), Ok(text));
        }
        let rest: RestRoute = "GET /a/{b}/{c}".parse().expect("well-formed");
        assert_eq!(rest.parameters().collect::<Vec<_>>(), ["b", "c"]);
    }

    #[test]
    fn what_is_none_is_refused() {
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
    fn by_convention_a_name_is_a_path() {
        assert_eq!(RestRoute::by_convention(ProcedureKind::Query, "posts.byId").to_string(), "GET /posts/byId");
        assert_eq!(RestRoute::by_convention(ProcedureKind::Mutation, "a.{ü}").to_string(), "POST /a/%7B%C3%BC%7D");
    }
}
