//! One operation: a procedure by its method and path.

use isotype_contract::{Procedure, RequestBody, RestOperation, Shape};

use crate::{
    components::Components,
    description,
    json::{Json, json},
    names, parameters, problems, security, success,
};

/// The namespace that a procedure is in.
pub(crate) fn tag(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(namespace, _)| namespace)
}

pub(crate) fn object(components: &mut Components<'_>, route: &RestOperation, procedure: &Procedure) -> Json {
    let mut operation = json!({});
    if let Some(tag) = tag(&procedure.name) {
        operation["tags"] = json!([tag]);
    }
    operation["operationId"] = names::sanitized(&procedure.name).into();
    operation["summary"] = summary(procedure).into();
    description::describe(&mut operation, &docs(procedure), procedure.deprecated.as_deref());
    operation["security"] = security::requirement(components.contract, &procedure.guards);
    let parameters = parameters::all(components, route, procedure);
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    if let Some((media, schema, required)) = body(components, &route.body) {
        operation["requestBody"] = json!({ "required": required, "content": { media: { "schema": schema } } });
    }
    let mut responses = success::response(components, route, procedure);
    responses.extend(problems::responses(components, route, procedure));
    operation["responses"] = responses.into();
    operation
}

/// The first sentence of the docs, or the name.
fn summary(procedure: &Procedure) -> &str {
    let line = procedure.docs.split("\n\n").next().unwrap_or_default();
    let sentence = line.split_once(". ").map_or(line, |(first, _)| first);
    match sentence.trim_end_matches('.') {
        "" => &procedure.name,
        summary => summary,
    }
}

/// The docs, where they say more than the summary, and what has to be proved.
fn docs(procedure: &Procedure) -> String {
    let docs = procedure.docs.as_str();
    let docs = if docs.trim_end_matches('.') == summary(procedure) { "" } else { docs };
    let proofs: Vec<String> = procedure.guards.iter().map(|proof| format!("`{proof}`")).collect();
    let needs = if proofs.is_empty() { String::new() } else { format!("Needs {}.", proofs.join(" and ")) };
    [docs, &needs].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The media type, the schema, and whether it must be there.
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

/// The fields of a form, which stand before its files, whatever those are called.
fn form(fields: Json) -> Json {
    let files = json!({ "type": "object", "additionalProperties": true });
    if fields == json!({ "type": "null" }) { files } else { json!({ "allOf": [fields, files] }) }
}
