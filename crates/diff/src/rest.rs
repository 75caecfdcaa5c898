//! Where a procedure is called in the manner of REST, and how what is sent there is written.

use super::{Change, SetRelation, members::accepts_name};
use isotype_contract::{Contract, Parameter, ParameterStyle, PrimitiveType, Procedure, RestOperation, RestRoute};

pub(super) fn compare(old: (&Contract, &Procedure), new: (&Contract, &Procedure)) -> Vec<Change> {
    // One that cannot be called so is refused when the contract is made.
    let (Ok(before), Ok(after)) =
        (RestOperation::for_procedure(old.0, old.1), RestOperation::for_procedure(new.0, new.1))
    else {
        return Vec::new();
    };
    let by_convention = old.1.rest.is_none() && new.1.rest.is_none();
    // What follows from name and kind is said of those.
    let mut changes: Vec<Change> = (!by_convention).then(|| route(&before, &after)).flatten().into_iter().collect();
    if before.no_content == after.no_content && before.route.status != after.route.status {
        let words =
            format!("answers with {} in the manner of REST, and did with {}", after.route.status, before.route.status);
        changes.push(Change::new("rest-status", SetRelation::Incomparable, words));
    }
    changes.extend(parameters(&before).filter_map(|parameter| style(parameter, &after)));
    changes
}

fn route(before: &RestOperation, after: &RestOperation) -> Option<Change> {
    let old_are_new = after.routes().any(|rest| is_same_route(&before.route, rest, after));
    // By its new names a member is known to the new contract alone.
    let new_are_old = before.routes().any(|rest| is_same_route(rest, &after.route, after));
    let words = format!("is called by `{}` in the manner of REST, and was by `{}`", after.route, before.route);
    let extent = SetRelation::new(old_are_new, new_are_old);
    (extent != SetRelation::Equal).then(|| Change::new("rest-address", extent, words))
}

/// Whether both are one address: a member in the path may have another name, if it is read under the old one.
fn is_same_route(old: &RestRoute, new: &RestRoute, route: &RestOperation) -> bool {
    let is_member = |(old, new): (&str, &str)| {
        old == new
            || route
                .path_parameters
                .iter()
                .any(|parameter| parameter.field.name == new && accepts_name(&parameter.field, old))
    };
    old.method == new.method && old.pattern() == new.pattern() && old.parameters().zip(new.parameters()).all(is_member)
}

fn parameters(route: &RestOperation) -> impl Iterator<Item = &Parameter> {
    route.path_parameters.iter().chain(&route.query_parameters)
}

/// A member that stays in the address, and is told by another text there.
fn style(old: &Parameter, after: &RestOperation) -> Option<Change> {
    let new = parameters(after).find(|parameter| accepts_name(&parameter.field, &old.field.name))?;
    let extent = SetRelation::new(is_readable_as(new.style, old.style), is_readable_as(old.style, new.style));
    let words = format!(
        "has `{}` as {} in its address, and had it as {}",
        new.field.name,
        describe_style(new),
        describe_style(old)
    );
    (extent != SetRelation::Equal).then(|| Change::new("rest-parameter", extent, words))
}

/// Whether who reads it so understands what is written so: a number is its own JSON, a text is not. What plain texts stand for is said
/// of their types.
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
        ParameterStyle::Repeated(_) => "one plain text for each item",
        ParameterStyle::Json => "JSON",
    }
}
