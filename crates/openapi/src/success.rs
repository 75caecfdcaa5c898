//! What an operation answers when it succeeds.

use isotype_contract::{Procedure, RestOperation, Shape};

use crate::{
    components::Components,
    json::{Map, json},
};

const EVENTS_DESCRIPTION: &str = "Server-sent events. The data of each that has no name is one item, as JSON. Others have names: `connected` comes \
     first, `ping` while there is nothing to tell, `return` at the end, and `serialized-error` with a `message` where it fails.";

pub(crate) fn response(components: &mut Components<'_>, route: &RestOperation, procedure: &Procedure) -> Map {
    let (status, response) = match (procedure.streaming, route.no_content) {
        (true, _) => {
            let schema = components.schema(&procedure.output);
            (
                200,
                json!({ "description": EVENTS_DESCRIPTION, "content": { "text/event-stream": { "schema": schema } } }),
            )
        }
        (false, true) => (204, json!({ "description": "It is done." })),
        (false, false) => {
            let schema = components.schema(&procedure.output);
            let description = description(components, &procedure.output);
            let content = json!({ "application/json": { "schema": schema } });
            (route.route.status, json!({ "description": description, "content": content }))
        }
    };
    Map::from_iter([(status.to_string(), response)])
}

/// What its type says of itself.
fn description(components: &Components<'_>, output: &Shape) -> String {
    let docs = match output {
        Shape::Type { name, .. } => components.contract.definition(name).map(|definition| definition.docs.as_str()),
        _ => None,
    };
    docs.filter(|docs| !docs.is_empty()).unwrap_or("It is done.").to_owned()
}
