//! Parameters of an operation: path, query and headers.

use isotype_contract::{Parameter, ParameterStyle, Policy, Procedure, RestOperation, Shape};

use crate::{
    components::Components,
    description,
    json::{Json, json},
    rules,
};

/// Returns the Parameter Objects of an operation.
pub(crate) fn all(components: &mut Components<'_>, rest: &RestOperation, procedure: &Procedure) -> Vec<Json> {
    let path = rest.path_parameters.iter().map(|parameter| object(components, "path", parameter));
    let mut all: Vec<Json> = path.collect();
    all.extend(rest.query_parameters.iter().map(|parameter| object(components, "query", parameter)));
    all.extend(procedure.tracked.then(last_event_id_header));
    let keys = procedure.policies.iter().filter_map(|policy| match policy {
        Policy::Idempotency { required, .. } => Some(idempotency_key_header(*required)),
        _ => None,
    });
    all.extend(keys.take(1));
    all
}

fn object(components: &mut Components<'_>, location: &str, parameter: &Parameter) -> Json {
    let Parameter { field, style, nullable } = parameter;
    let mut object = json!({ "name": (&field.name), "in": location, "required": (parameter.is_required()) });
    description::describe(&mut object, &field.docs, field.deprecated.as_deref());
    // An omitted parameter decodes as `null`, so its schema does not include `null`.
    let shape = components.contract.resolve(&field.shape);
    let shape = match &shape {
        Shape::Nullable(of) if *nullable => of,
        _ => &field.shape,
    };
    let mut schema = components.schema(shape);
    rules::apply(&mut schema, &field.rules);
    match style {
        ParameterStyle::Json => object["content"] = json!({ "application/json": { "schema": schema } }),
        ParameterStyle::Single(_) | ParameterStyle::Repeated(_) => object["schema"] = schema,
    }
    object
}

/// Returns the `Idempotency-Key` header.
fn idempotency_key_header(required: bool) -> Json {
    json!({
        "name": "Idempotency-Key",
        "in": "header",
        "required": required,
        "description": "Idempotency key: a repeated request with the same key takes effect once and receives the stored response.",
        "schema": { "type": "string" },
    })
}

/// Returns the `Last-Event-ID` header.
fn last_event_id_header() -> Json {
    json!({
        "name": "Last-Event-ID",
        "in": "header",
        "required": false,
        "description": "Id of the last event that was received; the stream resumes after it.",
        "schema": { "type": "string" },
    })
}
