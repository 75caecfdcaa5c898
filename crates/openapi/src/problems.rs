//! What an operation answers when it does not succeed: problem documents (RFC 9457), told by their `type`.

use std::collections::BTreeMap;

use isotype_contract::{ErrorType, Procedure, RequestBody, RestOperation, Shape, Tagging};
use isotype_protocol::Code;

use crate::{
    components::Components,
    json::{Json, Map, json},
};

/// The type of a problem that is no more than its status.
const ABOUT_BLANK: &str = "about:blank";

/// The responses of declared errors by their statuses, of an input that cannot be read, and of anything else.
pub(crate) fn responses(components: &mut Components<'_>, route: &RestOperation, procedure: &Procedure) -> Map {
    let mut told: BTreeMap<u16, BTreeMap<String, String>> = BTreeMap::new();
    for error in &procedure.errors {
        for variant in &error.variants {
            let component = problem_component(components, error, &variant.name);
            told.entry(status(&variant.code)).or_default().insert(variant.name.to_string(), component);
        }
    }
    let blank = blank_problem(components);
    if !route.path_parameters.is_empty() || !route.query_parameters.is_empty() || route.body != RequestBody::None {
        told.entry(400).or_default().insert(ABOUT_BLANK.to_owned(), blank.clone());
    }
    let mut responses: Map =
        told.iter().map(|(status, types)| (status.to_string(), response(&describe(types), one_of(types)))).collect();
    responses.insert("default".to_owned(), response("Anything else that can go wrong.", reference(&blank)));
    responses
}

fn status(code: &str) -> u16 {
    let code = Code::ALL.iter().find(|known| known.as_str() == code);
    code.unwrap_or(&Code::InternalServerError).status()
}

fn describe(types: &BTreeMap<String, String>) -> String {
    let names = types.keys().map(|name| match name.as_str() {
        ABOUT_BLANK => "the input cannot be read".to_owned(),
        name => format!("`{name}`"),
    });
    names.collect::<Vec<_>>().join(", or ")
}

fn response(description: &str, schema: Json) -> Json {
    json!({ "description": description, "content": { "application/problem+json": { "schema": schema } } })
}

fn reference(component: &str) -> Json {
    json!({ "$ref": (format!("#/components/schemas/{component}")) })
}

fn one_of(types: &BTreeMap<String, String>) -> Json {
    let references: Vec<Json> = types.values().map(|component| reference(component)).collect();
    match references.as_slice() {
        [only] => only.clone(),
        _ => {
            let mapping: Map =
                types.iter().map(|(name, component)| (name.clone(), reference(component)["$ref"].clone())).collect();
            json!({ "oneOf": references, "discriminator": { "propertyName": "type", "mapping": mapping } })
        }
    }
}

/// A problem that is no more than its status.
fn blank_problem(components: &mut Components<'_>) -> String {
    components.add("Problem", |_| {
        let mut problem = problem_schema(&[]);
        problem["properties"]["type"] = json!({ "type": "string", "const": ABOUT_BLANK });
        problem["description"] = "A problem that is no more than its status (RFC 9457).".into();
        problem
    })
}

/// The problem of a declared error: its members beside those that every problem has.
fn problem_component(components: &mut Components<'_>, error: &ErrorType, variant: &str) -> String {
    let owner = match &error.shape {
        Shape::Type { name, .. } if name != variant => format!("{name}.{variant}"),
        _ => variant.to_owned(),
    };
    let shape = variant_shape(components, &error.shape, variant);
    components.add(&format!("Problem.{owner}"), |components| {
        let mut schema = components.schema(&shape);
        let own = schema["properties"].as_object_mut().cloned().unwrap_or_default();
        let base = problem_schema(&own.keys().map(String::as_str).collect::<Vec<_>>());
        for part in ["properties", "required"] {
            merge(&mut schema[part], &base[part]);
        }
        schema
    })
}

fn merge(into: &mut Json, from: &Json) {
    match (into, from) {
        (Json::Object(into), Json::Object(from)) => {
            from.iter().for_each(|(name, value)| _ = into.entry(name.clone()).or_insert(value.clone()));
        }
        (Json::Array(into), Json::Array(from)) => into.extend(from.iter().cloned()),
        (into, from) => *into = from.clone(),
    }
}

/// The shape of one error: an object that says by `type` which it is.
fn variant_shape(components: &Components<'_>, shape: &Shape, name: &str) -> Shape {
    match components.contract.resolve(shape) {
        Shape::Union(union) if matches!(&union.tagging, Tagging::Tag(tag) if tag == "type") => {
            let variant = union.variants.into_iter().find(|variant| variant.name == name);
            variant.map_or_else(|| shape.clone(), |variant| variant.shape)
        }
        other => other,
    }
}

/// The members that every problem has, but for those that its error has itself.
fn problem_schema(own: &[&str]) -> Json {
    let mut properties = json!({
        "type": { "type": "string", "format": "uri-reference", "description": "Which problem it is." },
        "title": { "type": "string", "description": "Its kind, for a person." },
        "status": { "type": "integer", "minimum": 400, "maximum": 599, "description": "The HTTP status." },
        "detail": { "type": "string", "description": "What is wrong this time, for a person." },
        "instance": { "type": "string", "format": "uri-reference", "description": "The id under which the log has this request." },
    });
    let mut required = vec!["type", "title", "status", "detail", "instance"];
    required.retain(|name| !own.contains(name));
    if let Some(properties) = properties.as_object_mut() {
        properties.retain(|name, _| !own.contains(&name.as_str()));
    }
    json!({ "type": "object", "properties": properties, "required": required })
}
