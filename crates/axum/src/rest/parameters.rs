//! Converts path and query parameters to JSON.

use bytes::Bytes;
use isotype_contract::{Parameter, ParameterStyle, PrimitiveType, RestOperation};
use isotype_core::{Code, ErrorResponse};
use serde_json::{Number, Value, value::RawValue};

/// Returns the members of the input that the query string contains, each as `"name":value`.
pub(crate) fn members(route: &RestOperation, query: &str) -> Result<Vec<String>, ErrorResponse> {
    let pairs = pairs(query);
    let members = route.query_parameters.iter().map(|parameter| member(parameter, &values_of(parameter, &pairs)));
    members.filter_map(Result::transpose).collect()
}

/// Returns the input of a route whose entire input is one query parameter.
pub(crate) fn single_input(route: &RestOperation, query: &str) -> Result<Bytes, ErrorResponse> {
    let pairs = pairs(query);
    let input =
        route.query_parameters.iter().find_map(|parameter| value(parameter, &values_of(parameter, &pairs)).transpose());
    Ok(input.transpose()?.map(Bytes::from).unwrap_or_default())
}

/// Formats a parameter as the member `"name":value`. Returns `None` if the parameter is absent.
pub(crate) fn member(parameter: &Parameter, texts: &[&str]) -> Result<Option<String>, ErrorResponse> {
    let name = Value::from(parameter.field.name.as_str());
    Ok(value(parameter, texts)?.map(|value| format!("{name}:{value}")))
}

fn pairs(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn values_of<'a>(parameter: &Parameter, pairs: &'a [(String, String)]) -> Vec<&'a str> {
    let is_named = |name: &String| *name == parameter.field.name || parameter.field.aliases.contains(name);
    pairs.iter().filter(|(name, _)| is_named(name)).map(|(_, text)| text.as_str()).collect()
}

fn value(parameter: &Parameter, texts: &[&str]) -> Result<Option<String>, ErrorResponse> {
    match (parameter.style, texts) {
        (ParameterStyle::Repeated(_), []) if parameter.field.optional || parameter.nullable => Ok(None),
        (ParameterStyle::Repeated(item_type), texts) => {
            let items: Vec<String> = texts.iter().map(|item| json(item_type, item)).collect();
            Ok(Some(format!("[{}]", items.join(","))))
        }
        (_, []) => Ok(None),
        (style, [text]) => match style {
            ParameterStyle::Json => parse_json(parameter, text).map(Some),
            ParameterStyle::Single(item_type) | ParameterStyle::Repeated(item_type) => Ok(Some(json(item_type, text))),
        },
        (_, [..]) => {
            let name = &parameter.field.name;
            Err(ErrorResponse::new(
                Code::BadRequest,
                format!("invalid input: parameter `{name}` appears more than once"),
            ))
        }
    }
}

/// Converts a parameter to JSON. Text that is not a valid `primitive` becomes a string, so that the procedure rejects
/// it.
fn json(primitive: PrimitiveType, text: &str) -> String {
    match primitive {
        PrimitiveType::Number if serde_json::from_str::<Number>(text).is_ok() => text.to_owned(),
        PrimitiveType::Boolean if matches!(text, "true" | "false") => text.to_owned(),
        _ => Value::from(text).to_string(),
    }
}

/// Validates a parameter that contains JSON, so that it cannot inject other members.
fn parse_json(parameter: &Parameter, text: &str) -> Result<String, ErrorResponse> {
    serde_json::from_str::<&RawValue>(text).map(|_| text.to_owned()).map_err(|error| {
        let name = &parameter.field.name;
        ErrorResponse::new(Code::BadRequest, format!("invalid input: parameter `{name}` is not JSON: {error}"))
    })
}
