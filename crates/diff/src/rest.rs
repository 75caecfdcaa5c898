//! Where a procedure is called in the manner of REST, and how what is sent there is written.

use super::{Change, Extent, members::reads};
use isotype_contract::{Contract, Parameter, Procedure, Rest, Route, Text, Written};

pub(super) fn compare(old: (&Contract, &Procedure), new: (&Contract, &Procedure)) -> Vec<Change> {
    // One that cannot be called so is refused when the contract is made.
    let (Ok(before), Ok(after)) = (Route::of(old.0, old.1), Route::of(new.0, new.1)) else { return Vec::new() };
    let by_convention = old.1.rest.is_none() && new.1.rest.is_none();
    // What follows from name and kind is said of those.
    let mut changes: Vec<Change> = (!by_convention).then(|| address(&before, &after)).flatten().into_iter().collect();
    if before.silent == after.silent && before.rest.status != after.rest.status {
        let words =
            format!("answers with {} in the manner of REST, and did with {}", after.rest.status, before.rest.status);
        changes.push(Change::new("rest-status", Extent::Other, words));
    }
    changes.extend(parameters(&before).filter_map(|parameter| written(parameter, &after)));
    changes
}

fn address(before: &Route, after: &Route) -> Option<Change> {
    let old_are_new = after.addresses().any(|rest| is_at(&before.rest, rest, after));
    // By its new names a member is known to the new contract alone.
    let new_are_old = before.addresses().any(|rest| is_at(rest, &after.rest, after));
    let words = format!("is called by `{}` in the manner of REST, and was by `{}`", after.rest, before.rest);
    let extent = Extent::of(old_are_new, new_are_old);
    (extent != Extent::Same).then(|| Change::new("rest-address", extent, words))
}

/// Whether both are one address: a member in the path may have another name, if it is read under the old one.
fn is_at(old: &Rest, new: &Rest, route: &Route) -> bool {
    let is_member = |(old, new): (&str, &str)| {
        old == new || route.path.iter().any(|parameter| parameter.field.name == new && reads(&parameter.field, old))
    };
    old.method == new.method && old.pattern() == new.pattern() && old.parameters().zip(new.parameters()).all(is_member)
}

fn parameters(route: &Route) -> impl Iterator<Item = &Parameter> {
    route.path.iter().chain(&route.query)
}

/// A member that stays in the address, and is told by another text there.
fn written(old: &Parameter, after: &Route) -> Option<Change> {
    let new = parameters(after).find(|parameter| reads(&parameter.field, &old.field.name))?;
    let extent = Extent::of(takes(new.written, old.written), takes(old.written, new.written));
    let words = format!("has `{}` as {} in its address, and had it as {}", new.field.name, told(new), told(old));
    (extent != Extent::Same).then(|| Change::new("rest-parameter", extent, words))
}

/// Whether who reads it so understands what is written so: a number is its own JSON, a text is not. What plain texts stand for is said
/// of their types.
fn takes(reader: Written, written: Written) -> bool {
    match (reader, written) {
        (Written::Json, Written::Json | Written::Once(Text::Number | Text::Boolean)) => true,
        (Written::Once(Text::Number | Text::Boolean), Written::Json) => true,
        (reader, written) => reader != Written::Json && written != Written::Json,
    }
}

fn told(parameter: &Parameter) -> &'static str {
    match parameter.written {
        Written::Once(_) => "plain text",
        Written::Each(_) => "one plain text for each item",
        Written::Json => "JSON",
    }
}
