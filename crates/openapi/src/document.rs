use std::fmt;

use isotype_contract::{Contract, ContractError};
use serde::Serialize;

use crate::{
    Info,
    components::Components,
    json::{Json, Map, json},
    operation, security,
};

/// OpenAPI document, with the keys in conventional order.
///
/// Implements [`Serialize`]. [`Display`](fmt::Display) prints JSON; `{:#}` indents it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document(Json);

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let write = if f.alternate() { serde_json::to_string_pretty } else { serde_json::to_string };
        f.write_str(&write(&self.0).map_err(|_| fmt::Error)?)
    }
}

/// Returns the OpenAPI 3.1 document for the REST routes of an API.
///
/// Schemas are JSON Schema 2020-12. Declared errors are problem documents (RFC 9457), grouped by status, with the
/// error's name as `type`. Each instantiation of a generic type has its own component: `Page<Post>` becomes
/// `Page.Post`.
///
/// # Errors
///
/// Returns [`ContractError`] if the procedures cannot be mapped to REST routes; see [`Contract::rest_operations`].
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Router, Type, query};
/// use isotype_openapi::{Info, document};
/// # use isotype_lowering::specta;
/// use serde::Deserialize;
///
/// #[derive(Deserialize, specta::Type)]
/// struct PostId { id: u32 }
///
/// async fn title(_: Ctx<()>, _: PostId) -> String {
///     String::new()
/// }
///
/// let api = Router::new().procedure("posts.title", query(title).rest("GET /posts/{id}/title"));
/// let document = document(&api.contract()?, &Info::new("Posts", "1.0.0"))?;
/// let document = serde_json::to_value(&document)?;
/// assert_eq!(document["paths"]["/posts/{id}/title"]["get"]["operationId"], "posts.title");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn document(contract: &Contract, info: &Info) -> Result<Document, ContractError> {
    let mut components = Components::new(contract);
    let mut paths: Map = Map::new();
    let mut tags: Vec<&str> = Vec::new();
    for (rest_operation, procedure) in contract.rest_operations()?.iter().zip(&contract.procedures) {
        let operation = operation::object(&mut components, rest_operation, procedure);
        let path = paths.entry(rest_operation.route.path.clone()).or_insert_with(|| json!({}));
        path[&*rest_operation.route.method.as_str().to_ascii_lowercase()] = operation;
        tags.extend(operation::tag(&procedure.name).filter(|tag| !tags.contains(tag)));
    }
    tags.sort_unstable();
    let mut document = json!({
        "openapi": "3.1.0",
        "info": (info.object()),
        "servers": (info.servers()),
        "paths": paths,
        "components": { "schemas": (components.finish()) },
    });
    if !tags.is_empty() {
        document["tags"] = tags.into_iter().map(|tag| json!({ "name": tag })).collect::<Vec<_>>().into();
    }
    let schemes = security::schemes(contract);
    if !schemes.is_empty() {
        document["components"]["securitySchemes"] = schemes.into();
    }
    Ok(Document(document))
}
