//! Comparison of REST routes and of the serialization of their parameters.

use super::{Change, SetRelation, members::accepts_name};
use isotype_contract::{Contract, Parameter, ParameterStyle, PrimitiveType, Procedure, RestOperation, RestRoute};

pub(super) fn compare(old: (&Contract, &Procedure), new: (&Contract, &Procedure)) -> Vec<Change> {
    // Invalid routes are rejected when a contract is built.
    let (Ok(before), Ok(after)) =
        (RestOperation::for_procedure(old.0, old.1), RestOperation::for_procedure(new.0, new.1))
    else {
        return Vec::new();
    };
    let is_conventional = old.1.rest.is_none() && new.1.rest.is_none();
    // Conventional routes are derived from the name and the kind, which are compared elsewhere.
    let mut changes: Vec<Change> =
        (!is_conventional).then(|| compare_route(&before, &after)).flatten().into_iter().collect();
    if before.no_content == after.no_content && before.route.status != after.route.status {
        let message = format!("REST status changed from {} to {}", before.route.status, after.route.status);
        changes.push(Change::new("rest-status-changed", SetRelation::Incomparable, message));
    }
    changes.extend(parameters(&before).filter_map(|parameter| compare_style(parameter, &after)));
    changes
}

fn compare_route(before: &RestOperation, after: &RestOperation) -> Option<Change> {
    let includes_old = after.routes().any(|route| is_same_route(&before.route, route, after));
    // Field names are resolved against the new contract, which contains the aliases.
    let included_in_old = before.routes().any(|route| is_same_route(route, &after.route, after));
    let message = format!("REST route changed from `{}` to `{}`", before.route, after.route);
    let relation = SetRelation::new(includes_old, included_in_old);
    (relation != SetRelation::Equal).then(|| Change::new("rest-route-changed", relation, message))
}

/// Returns `true` if both routes match the same requests. A path parameter may be renamed if the field accepts the old
/// name.
fn is_same_route(old: &RestRoute, new: &RestRoute, operation: &RestOperation) -> bool {
    let is_same_field = |(old, new): (&str, &str)| {
        old == new
            || operation
                .path_parameters
                .iter()
                .any(|parameter| parameter.field.name == new && accepts_name(&parameter.field, old))
    };
    old.method == new.method
        && old.pattern() == new.pattern()
        && old.parameters().zip(new.parameters()).all(is_same_field)
}

fn parameters(operation: &RestOperation) -> impl Iterator<Item = &Parameter> {
    operation.path_parameters.iter().chain(&operation.query_parameters)
}

/// Compares the serialization of a parameter, if both operations have it.
fn compare_style(old: &Parameter, after: &RestOperation) -> Option<Change> {
    let new = parameters(after).find(|parameter| accepts_name(&parameter.field, &old.field.name))?;
    let relation = SetRelation::new(is_readable_as(new.style, old.style), is_readable_as(old.style, new.style));
    let message =
        format!("REST parameter `{}` changed from {} to {}", new.field.name, describe_style(old), describe_style(new));
    (relation != SetRelation::Equal).then(|| Change::new("rest-parameter-changed", relation, message))
}

/// Returns `true` if a reader that expects one style can read values written in another.
///
/// Numbers and booleans are identical in JSON and plain text; strings are not. The types themselves are compared as
/// part of the input.
fn is_readable_as(reader: ParameterStyle, written: ParameterStyle) -> bool {
    match (reader, written) {
        (
            ParameterStyle::Json,
            ParameterStyle::Json | ParameterStyle::Single(PrimitiveType::Number | PrimitiveType::Boolean),
        ) => true,
        (ParameterStyle::Single(PrimitiveType::Number | PrimitiveType::Boolean), ParameterStyle::Json) => true,
        (reader, written) => reader != ParameterStyle::Json && written != ParameterStyle::Json,
    }
}

fn describe_style(parameter: &Parameter) -> &'static str {
    match parameter.style {
        ParameterStyle::Single(_) => "plain text",
        ParameterStyle::Repeated(_) => "one plain-text parameter per item",
        ParameterStyle::Json => "JSON",
    }
}
