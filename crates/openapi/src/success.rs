//! What an operation answers when it succeeds.

use isotype_contract::{Procedure, Route, Shape};

use crate::{
    components::Components,
    json::{Map, json},
};

const EVENTS: &str = "Server-sent events. The data of each that has no name is one item, as JSON. Others have names: `connected` comes \
     first, `ping` while there is nothing to tell, `return` at the end, and `serialized-error` with a `message` where it fails.";

pub(crate) fn response(components: &mut Components<'_>, route: &Route, procedure: &Procedure) -> Map {
    let (status, response) = match (procedure.streams, route.silent) {
        (true, _) => {
            let schema = components.schema(&procedure.output);
            (200, json!({ "description": EVENTS, "content": { "text/event-stream": { "schema": schema } } }))
        }
        (false, true) => (204, json!({ "description": "It is done." })),
        (false, false) => {
            let schema = components.schema(&procedure.output);
            let description = about(components, &procedure.output);
            let content = json!({ "application/json": { "schema": schema } });
            (route.rest.status, json!({ "description": description, "content": content }))
        }
    };
    Map::from_iter([(status.to_string(), response)])
}

/// What its type says of itself.
fn about(components: &Components<'_>, output: &Shape) -> String {
    let docs = match output {
        Shape::Type { name, .. } => components.contract.definition(name).map(|definition| definition.docs.as_str()),
        _ => None,
    };
    docs.filter(|docs| !docs.is_empty()).unwrap_or("It is done.").to_owned()
}
