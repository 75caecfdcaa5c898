//! Assembles a procedure's input from the path, query string and body of a REST request.

use axum::extract::RawPathParams;
use bytes::Bytes;
use http::{header, request::Parts};
use isotype_contract::{RequestBody as BodySource, RestOperation};
use isotype_core::{Code, ErrorResponse, RawInput};
use isotype_protocol::MediaType;

use super::parameters;
use crate::{endpoint::Endpoint, json_body, request_body::RequestBody, upload};

/// Reads the procedure's input from a REST request.
///
/// # Errors
///
/// Returns an error if the request comes from another site, its media type is not supported, or a parameter is
/// malformed.
pub(crate) async fn read<S>(
    endpoint: &Endpoint<S>,
    route: &RestOperation,
    parts: &Parts,
    params: &RawPathParams,
    body: RequestBody,
) -> Result<RawInput, ErrorResponse> {
    let path_members =
        route.path_parameters.iter().zip(params).map(|(parameter, (_, text))| parameters::member(parameter, &[text]));
    let mut members: Vec<String> = path_members.filter_map(Result::transpose).collect::<Result<_, _>>()?;
    let content_type = parts.headers.get(header::CONTENT_TYPE).map(|value| value.as_bytes());
    match &route.body {
        BodySource::Form(_) | BodySource::Bytes => {
            let media_type = MediaType::parse_required(content_type)?;
            upload::check_site(&parts.headers, &parts.uri, media_type, &endpoint.allowed_origins)?;
            Ok(RawInput::Body(upload::raw_body(&parts.headers, body, &endpoint.limits)))
        }
        BodySource::Json(_) => {
            check_post_without_preflight(endpoint, parts, content_type)?;
            let is_json =
                content_type.map(|value| MediaType::parse_required(Some(value))).transpose()? == Some(MediaType::Json);
            match json_body::read(body, endpoint.limits.body).await {
                RawInput::Json(json) if !is_json && (content_type.is_some() || !json.is_empty()) => Err(
                    ErrorResponse::new(Code::UnsupportedMediaType, "unsupported media type: expected application/json"),
                ),
                RawInput::Json(json) if !members.is_empty() => Ok(RawInput::Json(merge_members(&json, &members))),
                input => Ok(input),
            }
        }
        BodySource::None => {
            check_post_without_preflight(endpoint, parts, content_type)?;
            let query = parts.uri.query().unwrap_or_default();
            if route.input_as_query_parameter {
                return parameters::single_input(route, query).map(RawInput::Json);
            }
            members.extend(parameters::members(route, query)?);
            Ok(RawInput::Json(object(&members)))
        }
    }
}

/// Rejects cross-site POST requests that browsers send without a preflight, which is any POST whose body is not JSON.
fn check_post_without_preflight<S>(
    endpoint: &Endpoint<S>,
    parts: &Parts,
    content_type: Option<&[u8]>,
) -> Result<(), ErrorResponse> {
    if parts.method == http::Method::POST && content_type.and_then(MediaType::parse) != Some(MediaType::Json) {
        upload::check_site(&parts.headers, &parts.uri, MediaType::Form, &endpoint.allowed_origins)?;
    }
    Ok(())
}

/// Joins members into a JSON object. Returns an empty (absent) input if there are none.
fn object(members: &[String]) -> Bytes {
    if members.is_empty() { Bytes::new() } else { format!("{{{}}}", members.join(",")).into() }
}

/// Adds members to a JSON object. Any other JSON value is left unchanged, so that the procedure rejects it.
fn merge_members(json: &Bytes, members: &[String]) -> Bytes {
    let text = json.trim_ascii();
    let Some(rest) = text.strip_prefix(b"{") else {
        return if text.is_empty() { object(members) } else { json.clone() };
    };
    let comma: &[u8] = if rest.trim_ascii_start().starts_with(b"}") { b"" } else { b"," };
    [b"{", members.join(",").as_bytes(), comma, rest].concat().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inserts_members_before_those_of_the_body() {
        let members = [r#""id":7"#.to_owned()];
        let merge = |json: &'static str| merge_members(&Bytes::from(json), &members);
        assert_eq!(merge(" {\"a\":1} "), r#"{"id":7,"a":1}"#);
        assert_eq!(merge("{ }"), r#"{"id":7 }"#);
        assert_eq!(merge(""), r#"{"id":7}"#);
        assert_eq!(merge("[1]"), "[1]");
    }
}
