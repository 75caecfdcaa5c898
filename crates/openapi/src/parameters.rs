//! What an operation takes outside of its body.

use isotype_contract::{Parameter, ParameterStyle, Policy, Procedure, RestOperation, Shape};

use crate::{
    components::Components,
    description,
    json::{Json, json},
    rules,
};

pub(crate) fn all(components: &mut Components<'_>, route: &RestOperation, procedure: &Procedure) -> Vec<Json> {
    let path = route.path_parameters.iter().map(|parameter| object(components, "path", parameter));
    let mut all: Vec<Json> = path.collect();
    all.extend(route.query_parameters.iter().map(|parameter| object(components, "query", parameter)));
    all.extend(procedure.tracked.then(last_event_id_header));
    let keys = procedure.policies.iter().filter_map(|policy| match policy {
        Policy::Idempotency { required, .. } => Some(idempotency_key_header(*required)),
        _ => None,
    });
    all.extend(keys.take(1));
    all
}

fn object(components: &mut Components<'_>, place: &str, parameter: &Parameter) -> Json {
    let Parameter { field, style: written, nullable } = parameter;
    let mut object = json!({ "name": (&field.name), "in": place, "required": (parameter.is_required()) });
    description::describe(&mut object, &field.docs, field.deprecated.as_deref());
    // Who leaves it out says `null`.
    let shape = components.contract.resolve(&field.shape);
    let shape = match &shape {
        Shape::Nullable(of) if *nullable => of,
        _ => &field.shape,
    };
    let mut schema = components.schema(shape);
    rules::apply(&mut schema, &field.rules);
    match written {
        ParameterStyle::Json => object["content"] = json!({ "application/json": { "schema": schema } }),
        ParameterStyle::Single(_) | ParameterStyle::Repeated(_) => object["schema"] = schema,
    }
    object
}

/// By what a repetition is known.
fn idempotency_key_header(required: bool) -> Json {
    json!({
        "name": "Idempotency-Key",
        "in": "header",
        "required": required,
        "description": "Names this request: repeated under the same key, it takes effect once and gets the same answer.",
        "schema": { "type": "string" },
    })
}

/// Where a subscriber goes on.
fn last_event_id_header() -> Json {
    json!({
        "name": "Last-Event-ID",
        "in": "header",
        "required": false,
        "description": "The id of the last event that was seen: the events behind it follow.",
        "schema": { "type": "string" },
    })
}
