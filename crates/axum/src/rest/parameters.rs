//! Texts of a path or a query string as the JSON that they stand for.

use bytes::Bytes;
use isotype_contract::{Parameter, ParameterStyle, PrimitiveType, RestOperation};
use isotype_core::{Code, ErrorResponse};
use serde_json::{Number, Value, value::RawValue};

/// The members of the input that the query string has.
pub(crate) fn members(route: &RestOperation, query: &str) -> Result<Vec<String>, ErrorResponse> {
    let pairs = pairs(query);
    let found = route.query_parameters.iter().map(|parameter| member(parameter, &values_of(parameter, &pairs)));
    found.filter_map(Result::transpose).collect()
}

/// The whole input, which the one parameter is.
pub(crate) fn single_input(route: &RestOperation, query: &str) -> Result<Bytes, ErrorResponse> {
    let pairs = pairs(query);
    let found =
        route.query_parameters.iter().find_map(|parameter| value(parameter, &values_of(parameter, &pairs)).transpose());
    Ok(found.transpose()?.map(Bytes::from).unwrap_or_default())
}

/// A member of an object by its texts; nothing where it is left out.
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
        (ParameterStyle::Repeated(text), texts) => {
            let items: Vec<String> = texts.iter().map(|item| json(text, item)).collect();
            Ok(Some(format!("[{}]", items.join(","))))
        }
        (_, []) => Ok(None),
        (written, [one]) => match written {
            ParameterStyle::Json => parse_json(parameter, one).map(Some),
            ParameterStyle::Single(text) | ParameterStyle::Repeated(text) => Ok(Some(json(text, one))),
        },
        (_, [..]) => {
            let name = &parameter.field.name;
            Err(ErrorResponse::new(
                Code::BadRequest,
                format!("invalid input: the parameter `{name}` is there more than once"),
            ))
        }
    }
}

/// What a text stands for. One that cannot be that is left as it is, for the procedure to refuse.
fn json(text: PrimitiveType, one: &str) -> String {
    match text {
        PrimitiveType::Number if serde_json::from_str::<Number>(one).is_ok() => one.to_owned(),
        PrimitiveType::Boolean if matches!(one, "true" | "false") => one.to_owned(),
        _ => Value::from(one).to_string(),
    }
}

/// JSON inside of a text, which must not break out of it.
fn parse_json(parameter: &Parameter, one: &str) -> Result<String, ErrorResponse> {
    serde_json::from_str::<&RawValue>(one).map(|_| one.to_owned()).map_err(|error| {
        let name = &parameter.field.name;
        ErrorResponse::new(Code::BadRequest, format!("invalid input: the parameter `{name}` is not JSON: {error}"))
    })
}
