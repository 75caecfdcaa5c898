//! Error responses: problem documents (RFC 9457), distinguished by `type`.

use std::collections::BTreeMap;

use isotype_contract::{ErrorType, Procedure, RequestBody, RestOperation, Shape, Tagging};
use isotype_protocol::Code;

use crate::{
    components::Components,
    json::{Json, Map, json},
};

/// Type of a problem without semantics beyond its status (RFC 9457, section 4.2.1).
const ABOUT_BLANK: &str = "about:blank";

/// Returns the error responses by status: declared errors, inputs that cannot be decoded, and a default.
pub(crate) fn responses(components: &mut Components<'_>, rest: &RestOperation, procedure: &Procedure) -> Map {
    let mut by_status: BTreeMap<u16, BTreeMap<String, String>> = BTreeMap::new();
    for error in &procedure.errors {
        for variant in &error.variants {
            let component = problem_component(components, error, &variant.name);
            by_status.entry(status(&variant.code)).or_default().insert(variant.name.to_string(), component);
        }
    }
    let blank = blank_problem(components);
    if !rest.path_parameters.is_empty() || !rest.query_parameters.is_empty() || rest.body != RequestBody::None {
        by_status.entry(400).or_default().insert(ABOUT_BLANK.to_owned(), blank.clone());
    }
    let mut responses: Map = by_status
        .iter()
        .map(|(status, types)| (status.to_string(), response(&describe(types), one_of(types))))
        .collect();
    responses.insert("default".to_owned(), response("Any other error.", reference(&blank)));
    responses
}

fn status(code: &str) -> u16 {
    let code = Code::ALL.iter().find(|known| known.as_str() == code);
    code.unwrap_or(&Code::InternalServerError).status()
}

fn describe(types: &BTreeMap<String, String>) -> String {
    let names = types.keys().map(|name| match name.as_str() {
        ABOUT_BLANK => "the input is invalid".to_owned(),
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

/// Returns the name of the component for problems of type `about:blank`.
fn blank_problem(components: &mut Components<'_>) -> String {
    components.add("Problem", |_| {
        let mut problem = problem_schema(&[]);
        problem["properties"]["type"] = json!({ "type": "string", "const": ABOUT_BLANK });
        problem["description"] = "Problem without semantics beyond its HTTP status (RFC 9457).".into();
        problem
    })
}

/// Returns the name of the component for a declared error, which has its own members and those of every problem.
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

/// Returns the shape of one variant of an error.
fn variant_shape(components: &Components<'_>, shape: &Shape, name: &str) -> Shape {
    match components.contract.resolve(shape) {
        Shape::Union(union) if matches!(&union.tagging, Tagging::Tag(tag) if tag == "type") => {
            let variant = union.variants.into_iter().find(|variant| variant.name == name);
            variant.map_or_else(|| shape.clone(), |variant| variant.shape)
        }
        other => other,
    }
}

/// Returns the schema of the members that every problem has, without those in `own`.
fn problem_schema(own: &[&str]) -> Json {
    let mut properties = json!({
        "type": { "type": "string", "format": "uri-reference", "description": "Identifier of the problem type." },
        "title": { "type": "string", "description": "Summary of the problem type." },
        "status": { "type": "integer", "minimum": 400, "maximum": 599, "description": "HTTP status code." },
        "detail": { "type": "string", "description": "Explanation of this occurrence." },
        "instance": { "type": "string", "format": "uri-reference", "description": "Request id, as logged by the server." },
    });
    let mut required = vec!["type", "title", "status", "detail", "instance"];
    required.retain(|name| !own.contains(name));
    if let Some(properties) = properties.as_object_mut() {
        properties.retain(|name, _| !own.contains(&name.as_str()));
    }
    json!({ "type": "object", "properties": properties, "required": required })
}
