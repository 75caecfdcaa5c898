//! Success responses of an operation.

use isotype_contract::{Procedure, RestOperation, Shape};

use crate::{
    components::Components,
    json::{Map, json},
};

const EVENTS_DESCRIPTION: &str = "Server-sent events. The data of each unnamed event is one item as JSON. Named events are `connected` at the start, \
     `ping` while idle, `return` at the end, and `serialized-error` with a `message` if the stream fails.";

/// Returns the success response, keyed by its status.
pub(crate) fn response(components: &mut Components<'_>, rest: &RestOperation, procedure: &Procedure) -> Map {
    let (status, response) = match (procedure.streaming, rest.no_content) {
        (true, _) => {
            let schema = components.schema(&procedure.output);
            (
                200,
                json!({ "description": EVENTS_DESCRIPTION, "content": { "text/event-stream": { "schema": schema } } }),
            )
        }
        (false, true) => (204, json!({ "description": "Success." })),
        (false, false) => {
            let schema = components.schema(&procedure.output);
            let description = description(components, &procedure.output);
            let content = json!({ "application/json": { "schema": schema } });
            (rest.route.status, json!({ "description": description, "content": content }))
        }
    };
    Map::from_iter([(status.to_string(), response)])
}

/// Returns the docs of the output type.
fn description(components: &Components<'_>, output: &Shape) -> String {
    let docs = match output {
        Shape::Type { name, .. } => components.contract.definition(name).map(|definition| definition.docs.as_str()),
        _ => None,
    };
    docs.filter(|docs| !docs.is_empty()).unwrap_or("Success.").to_owned()
}
