//! What each type is called in everything generated.

use std::collections::{BTreeMap, HashMap, HashSet};

use specta::{
    Types,
    datatype::{NamedDataType, Reference},
};

use crate::used_types::{self, UsedTypes};

/// Where the derive of a type stands.
pub(crate) fn source_location(named: &NamedDataType) -> String {
    let location = named.location;
    format!("{}:{}:{}", location.file().replace('\\', "/"), location.line(), location.column())
}

/// The type's Rust path, without the suffix of its direction.
pub(crate) fn rust_path(named: &NamedDataType) -> String {
    format!("{}::{}", named.module_path, base(named).0)
}

/// The type's Rust path and where its derive stands.
pub(crate) fn path_with_location(named: &NamedDataType) -> String {
    format!("{} ({})", rust_path(named), source_location(named))
}

/// Names every type that is used: `X`, or `X` for what the server sends and `XInput` for what it reads where both
/// are used and differ. Gives back a complaint about each name that two types would have.
pub(crate) fn assign(original: &Types, mapped: &mut Types, reached: &UsedTypes) -> Vec<String> {
    let declared: HashSet<(String, String)> =
        original.into_unsorted_iter().map(|named| (named.module_path.to_string(), named.name.to_string())).collect();
    let is_split = |named: &NamedDataType| {
        base(named).1.is_some() && !declared.contains(&(named.module_path.to_string(), named.name.to_string()))
    };
    let used: Vec<&NamedDataType> =
        mapped.into_unsorted_iter().filter(|named| reached.used_by(named).is_some()).collect();
    let written: HashSet<(&str, &str)> = used
        .iter()
        .filter(|named| is_split(named) && base(named).1 == Some("_Serialize"))
        .map(|named| (&*named.module_path, base(named).0))
        .collect();
    let names: HashMap<Reference, String> = used
        .iter()
        .map(|named| {
            let name = match base(named) {
                _ if !is_split(named) => named.name.to_string(),
                (base, Some("_Deserialize")) if written.contains(&(&*named.module_path, base)) => {
                    format!("{base}Input")
                }
                (base, _) => base.to_owned(),
            };
            (used_types::type_key(named), name)
        })
        .collect();
    let complaints = complaints(&used, &names);
    mapped.iter_mut(|named| {
        if let Some(name) = names.get(&used_types::type_key(named)) {
            named.name = name.clone().into();
        }
    });
    complaints
}

/// Prefix of the copy that `#[derive(Type)]` of `isotype-macros` makes of a type.
const COPY_PREFIX: &str = "__IsotypeType_";

/// Gives each type the name that it has in Rust, in place of that of the derive's copy.
pub(crate) fn restore_names(types: &mut Types) {
    types.iter_mut(|named| {
        if let Some(name) = named.name.strip_prefix(COPY_PREFIX) {
            named.name = name.to_owned().into();
        }
    });
}

fn base(named: &NamedDataType) -> (&str, Option<&'static str>) {
    let name = named.name.strip_prefix(COPY_PREFIX).unwrap_or(&named.name);
    for side in ["_Serialize", "_Deserialize"] {
        if let Some(base) = name.strip_suffix(side) {
            return (base, Some(side));
        }
    }
    (name, None)
}

/// A complaint about each type of `own` for which another one of the same path is known already.
pub(crate) fn ambiguous_types(known: &Types, own: &Types) -> Vec<String> {
    let other = |named: &NamedDataType| match used_types::type_key(named) {
        Reference::Named(reference) => known.get(&reference).filter(|other| other.location != named.location),
        Reference::Opaque(_) => None,
    };
    let complaint = |named: &NamedDataType| {
        let (own, other) = (path_with_location(named), source_location(other(named)?));
        Some(format!(
            "{own} and the type of that name at {other} are within functions, where nothing tells them apart. Rename one of them"
        ))
    };
    own.into_unsorted_iter().filter_map(complaint).collect()
}

fn complaints(used: &[&NamedDataType], names: &HashMap<Reference, String>) -> Vec<String> {
    let mut takers: BTreeMap<&str, Vec<&NamedDataType>> = BTreeMap::new();
    for named in used {
        if let Some(name) = names.get(&used_types::type_key(named)) {
            takers.entry(name).or_default().push(named);
        }
    }
    let shared = takers.into_iter().filter(|(_, types)| types.len() > 1);
    let complaint = |(name, mut types): (&str, Vec<&NamedDataType>)| {
        types.sort_by_key(|named| (rust_path(named), source_location(named)));
        let told = types.into_iter().map(path_with_location).collect::<Vec<_>>().join(" and ");
        format!("{told} would both be called `{name}`. Rename one of them with `#[serde(rename = \"...\")]`")
    };
    shared.map(complaint).collect()
}
