//! Pairing of the fields of two objects.

use super::Direction;
use isotype_contract::{Field, Object};

/// Field of the old object, the new object, or both.
pub(super) enum Member<'a> {
    Matched(&'a Field, &'a Field),
    Removed(&'a Field),
    Added(&'a Field),
    /// Old field whose name is now an alias of a new field that already matches another old field.
    Merged(&'a Field, &'a Field),
}

/// Pairs the fields of two objects by name or, in inputs, by alias.
pub(super) fn pair<'a>(old: &'a Object, new: &'a Object, direction: Direction) -> Vec<Member<'a>> {
    let mut taken: Vec<&str> = Vec::new();
    let mut members = Vec::new();
    // Fields with the same name are paired before aliases.
    let (named, others): (Vec<_>, Vec<_>) = old.fields.iter().partition(|field| by_name(new, &field.name).is_some());
    for field in named.into_iter().chain(others) {
        let alias =
            || new.fields.iter().find(|other| direction == Direction::Input && accepts_name(other, &field.name));
        members.push(match by_name(new, &field.name).or_else(alias) {
            Some(other) if taken.contains(&other.name.as_str()) => Member::Merged(field, other),
            Some(other) => {
                taken.push(&other.name);
                Member::Matched(field, other)
            }
            None => Member::Removed(field),
        });
    }
    members.extend(new.fields.iter().filter(|field| !taken.contains(&field.name.as_str())).map(Member::Added));
    members
}

fn by_name<'a>(object: &'a Object, name: &str) -> Option<&'a Field> {
    object.fields.iter().find(|field| field.name == name)
}

/// Returns `true` if the server accepts the field under the given name.
pub(super) fn accepts_name(field: &Field, name: &str) -> bool {
    field.name == name || field.aliases.iter().any(|alias| alias == name)
}
