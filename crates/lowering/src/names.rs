//! Names of types in generated code.

use std::collections::{BTreeMap, HashMap, HashSet};

use specta::{
    Types,
    datatype::{NamedDataType, Reference},
};

use crate::used_types::{self, UsedTypes};

/// Returns the location of a type's derive.
pub(crate) fn source_location(named: &NamedDataType) -> String {
    let location = named.location;
    format!("{}:{}:{}", location.file().replace('\\', "/"), location.line(), location.column())
}

/// Returns the Rust path of a type, without the suffix for its direction.
pub(crate) fn rust_path(named: &NamedDataType) -> String {
    format!("{}::{}", named.module_path, split_suffix(named).0)
}

/// Returns the Rust path of a type and the location of its derive.
pub(crate) fn path_with_location(named: &NamedDataType) -> String {
    format!("{} ({})", rust_path(named), source_location(named))
}

/// Assigns a name to every type that procedures use. Returns a message for each name shared by several types.
///
/// A type that differs between directions is named `X` for output and `XInput` for input. If only one direction is
/// used, that one is named `X`.
pub(crate) fn assign(original: &Types, mapped: &mut Types, used_types: &UsedTypes) -> Vec<String> {
    let declared: HashSet<(String, String)> =
        original.into_unsorted_iter().map(|named| (named.module_path.to_string(), named.name.to_string())).collect();
    let is_split = |named: &NamedDataType| {
        split_suffix(named).1.is_some() && !declared.contains(&(named.module_path.to_string(), named.name.to_string()))
    };
    let used: Vec<&NamedDataType> =
        mapped.into_unsorted_iter().filter(|named| used_types.used_by(named).is_some()).collect();
    let written: HashSet<(&str, &str)> = used
        .iter()
        .filter(|named| is_split(named) && split_suffix(named).1 == Some("_Serialize"))
        .map(|named| (&*named.module_path, split_suffix(named).0))
        .collect();
    let names: HashMap<Reference, String> = used
        .iter()
        .map(|named| {
            let name = match split_suffix(named) {
                _ if !is_split(named) => named.name.to_string(),
                (split_suffix, Some("_Deserialize")) if written.contains(&(&*named.module_path, split_suffix)) => {
                    format!("{split_suffix}Input")
                }
                (split_suffix, _) => split_suffix.to_owned(),
            };
            (used_types::type_key(named), name)
        })
        .collect();
    let diagnostics = name_conflicts(&used, &names);
    mapped.iter_mut(|named| {
        if let Some(name) = names.get(&used_types::type_key(named)) {
            named.name = name.clone().into();
        }
    });
    diagnostics
}

/// Name prefix of the copy of a type that `#[derive(Type)]` generates.
const COPY_PREFIX: &str = "__IsotypeType_";

/// Replaces the names of the derive's copies with the original Rust names.
pub(crate) fn restore_names(types: &mut Types) {
    types.iter_mut(|named| {
        if let Some(name) = named.name.strip_prefix(COPY_PREFIX) {
            named.name = name.to_owned().into();
        }
    });
}

fn split_suffix(named: &NamedDataType) -> (&str, Option<&'static str>) {
    let name = named.name.strip_prefix(COPY_PREFIX).unwrap_or(&named.name);
    for side in ["_Serialize", "_Deserialize"] {
        if let Some(split_suffix) = name.strip_suffix(side) {
            return (split_suffix, Some(side));
        }
    }
    (name, None)
}

/// Returns a message for each type in `types` that has the same path as a different type in `known`.
pub(crate) fn ambiguous_types(known: &Types, types: &Types) -> Vec<String> {
    let other = |named: &NamedDataType| match used_types::type_key(named) {
        Reference::Named(reference) => known.get(&reference).filter(|other| other.location != named.location),
        Reference::Opaque(_) => None,
    };
    let message = |named: &NamedDataType| {
        let (path, other) = (path_with_location(named), source_location(other(named)?));
        Some(format!(
            "{path} and the type of the same name at {other} are in function bodies and cannot be distinguished; rename one"
        ))
    };
    types.into_unsorted_iter().filter_map(message).collect()
}

fn name_conflicts(used: &[&NamedDataType], names: &HashMap<Reference, String>) -> Vec<String> {
    let mut by_name: BTreeMap<&str, Vec<&NamedDataType>> = BTreeMap::new();
    for named in used {
        if let Some(name) = names.get(&used_types::type_key(named)) {
            by_name.entry(name).or_default().push(named);
        }
    }
    let shared = by_name.into_iter().filter(|(_, types)| types.len() > 1);
    let message = |(name, mut types): (&str, Vec<&NamedDataType>)| {
        types.sort_by_key(|named| (rust_path(named), source_location(named)));
        let paths = types.into_iter().map(path_with_location).collect::<Vec<_>>().join(" and ");
        format!("{paths} have the same name `{name}`; rename one with `#[serde(rename = \"...\")]`")
    };
    shared.map(message).collect()
}
