//! Texts of a path or a query string as the JSON that they stand for.

use bytes::Bytes;
use isotype_contract::{Parameter, Route, Text, Written};
use isotype_core::{Code, Failure};
use serde_json::{Number, Value, value::RawValue};

/// The members of the input that the query string has.
pub(crate) fn members(route: &Route, query: &str) -> Result<Vec<String>, Failure> {
    let pairs = pairs(query);
    let found = route.query.iter().map(|parameter| member(parameter, &texts(parameter, &pairs)));
    found.filter_map(Result::transpose).collect()
}

/// The whole input, which the one parameter is.
pub(crate) fn whole(route: &Route, query: &str) -> Result<Bytes, Failure> {
    let pairs = pairs(query);
    let found = route.query.iter().find_map(|parameter| value(parameter, &texts(parameter, &pairs)).transpose());
    Ok(found.transpose()?.map(Bytes::from).unwrap_or_default())
}

/// A member of an object by its texts; nothing where it is left out.
pub(crate) fn member(parameter: &Parameter, texts: &[&str]) -> Result<Option<String>, Failure> {
    let name = Value::from(parameter.field.name.as_str());
    Ok(value(parameter, texts)?.map(|value| format!("{name}:{value}")))
}

fn pairs(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn texts<'a>(parameter: &Parameter, pairs: &'a [(String, String)]) -> Vec<&'a str> {
    let is_named = |name: &String| *name == parameter.field.name || parameter.field.aliases.contains(name);
    pairs.iter().filter(|(name, _)| is_named(name)).map(|(_, text)| text.as_str()).collect()
}

fn value(parameter: &Parameter, texts: &[&str]) -> Result<Option<String>, Failure> {
    match (parameter.written, texts) {
        (Written::Each(_), []) if parameter.field.optional || parameter.nullable => Ok(None),
        (Written::Each(text), texts) => {
            let items: Vec<String> = texts.iter().map(|item| json(text, item)).collect();
            Ok(Some(format!("[{}]", items.join(","))))
        }
        (_, []) => Ok(None),
        (written, [one]) => match written {
            Written::Json => checked(parameter, one).map(Some),
            Written::Once(text) | Written::Each(text) => Ok(Some(json(text, one))),
        },
        (_, [..]) => {
            let name = &parameter.field.name;
            Err(Failure::new(
                Code::BadRequest,
                format!("invalid input: the parameter `{name}` is there more than once"),
            ))
        }
    }
}

/// What a text stands for. One that cannot be that is left as it is, for the procedure to refuse.
fn json(text: Text, one: &str) -> String {
    match text {
        Text::Number if serde_json::from_str::<Number>(one).is_ok() => one.to_owned(),
        Text::Boolean if matches!(one, "true" | "false") => one.to_owned(),
        _ => Value::from(one).to_string(),
    }
}

/// JSON inside of a text, which must not break out of it.
fn checked(parameter: &Parameter, one: &str) -> Result<String, Failure> {
    serde_json::from_str::<&RawValue>(one).map(|_| one.to_owned()).map_err(|error| {
        let name = &parameter.field.name;
        Failure::new(Code::BadRequest, format!("invalid input: the parameter `{name}` is not JSON: {error}"))
    })
}
