//! OpenAPI Operation Objects.

use isotype_contract::{Procedure, RequestBody, RestOperation, Shape};

use crate::{
    components::Components,
    description,
    json::{Json, json},
    names, parameters, problems, security, success,
};

/// Returns the procedure's namespace, which is also its tag.
pub(crate) fn tag(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(namespace, _)| namespace)
}

/// Returns the Operation Object of a procedure.
pub(crate) fn object(components: &mut Components<'_>, rest: &RestOperation, procedure: &Procedure) -> Json {
    let mut operation = json!({});
    if let Some(tag) = tag(&procedure.name) {
        operation["tags"] = json!([tag]);
    }
    operation["operationId"] = names::sanitized(&procedure.name).into();
    operation["summary"] = summary(procedure).into();
    description::describe(&mut operation, &docs(procedure), procedure.deprecated.as_deref());
    operation["security"] = security::requirement(components.contract, &procedure.guards);
    let parameters = parameters::all(components, rest, procedure);
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    if let Some((media, schema, required)) = body(components, &rest.body) {
        operation["requestBody"] = json!({ "required": required, "content": { media: { "schema": schema } } });
    }
    let mut responses = success::response(components, rest, procedure);
    responses.extend(problems::responses(components, rest, procedure));
    operation["responses"] = responses.into();
    operation
}

/// Returns the first sentence of the docs, or the name if there are none.
fn summary(procedure: &Procedure) -> &str {
    let line = procedure.docs.split("\n\n").next().unwrap_or_default();
    let sentence = line.split_once(". ").map_or(line, |(first, _)| first);
    match sentence.trim_end_matches('.') {
        "" => &procedure.name,
        summary => summary,
    }
}

/// Returns the docs, unless they equal the summary, followed by the required guards.
fn docs(procedure: &Procedure) -> String {
    let docs = procedure.docs.as_str();
    let docs = if docs.trim_end_matches('.') == summary(procedure) { "" } else { docs };
    let guards: Vec<String> = procedure.guards.iter().map(|guard| format!("`{guard}`")).collect();
    let requires = if guards.is_empty() { String::new() } else { format!("Requires {}.", guards.join(" and ")) };
    [docs, &requires].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Returns the media type and schema of the request body, and `true` if the body is required.
fn body(components: &mut Components<'_>, body: &RequestBody) -> Option<(&'static str, Json, bool)> {
    match body {
        RequestBody::None => None,
        RequestBody::Json(shape) => {
            let required = !matches!(components.contract.resolve(shape), Shape::Nullable(_));
            Some(("application/json", components.schema(shape), required))
        }
        RequestBody::Form(fields) => Some(("multipart/form-data", form(components.schema(fields)), true)),
        RequestBody::Bytes => Some(("application/octet-stream", json!({}), true)),
    }
}

/// Returns the schema of a multipart form, which has the declared fields and may have files under any other name.
fn form(fields: Json) -> Json {
    let files = json!({ "type": "object", "additionalProperties": true });
    if fields == json!({ "type": "null" }) { files } else { json!({ "allOf": [fields, files] }) }
}
