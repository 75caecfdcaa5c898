//! What each type is called in TypeScript.

use std::collections::{BTreeMap, HashMap, HashSet};

use specta::{
    Types,
    datatype::{NamedDataType, Reference},
};

use crate::{
    later,
    reach::{self, Reached},
};

/// Names that TypeScript keeps for itself, and globals that a type of the same name would hide from the others.
const RESERVED: &[&str] = &[
    "any",
    "as",
    "async",
    "await",
    "bigint",
    "boolean",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "constructor",
    "continue",
    "debugger",
    "declare",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "from",
    "function",
    "get",
    "if",
    "implements",
    "import",
    "in",
    "infer",
    "instanceof",
    "interface",
    "is",
    "keyof",
    "let",
    "module",
    "namespace",
    "never",
    "new",
    "null",
    "number",
    "object",
    "of",
    "package",
    "private",
    "protected",
    "public",
    "readonly",
    "require",
    "return",
    "set",
    "static",
    "string",
    "super",
    "switch",
    "symbol",
    "this",
    "throw",
    "true",
    "try",
    "type",
    "typeof",
    "undefined",
    "unique",
    "unknown",
    "var",
    "void",
    "while",
    "with",
    "yield",
    "Array",
    "ArrayBuffer",
    "AsyncIterable",
    "AsyncIterator",
    "Awaited",
    "BigInt",
    "Blob",
    "Boolean",
    "Date",
    "Error",
    "Exclude",
    "Extract",
    "FormData",
    "Function",
    "Map",
    "NonNullable",
    "Number",
    "Object",
    "Omit",
    "Partial",
    "Pick",
    "Promise",
    "Readonly",
    "ReadonlyArray",
    "Record",
    "RegExp",
    "Required",
    "Set",
    "String",
    "Symbol",
    "URL",
    "Uint8Array",
];

/// Names that the generated files give to something else.
const OURS: &[&str] = &["Api", "AppRouter", "Client", "Mutation", "Query", "Subscription", "api"];

/// Where the derive of a type stands.
pub(crate) fn place(named: &NamedDataType) -> String {
    let location = named.location;
    format!("{}:{}:{}", location.file().replace('\\', "/"), location.line(), location.column())
}

/// The type's Rust path, without the suffix of its direction.
pub(crate) fn rust_path(named: &NamedDataType) -> String {
    format!("{}::{}", named.module_path, base(named).0)
}

/// Names every type that is used: `X`, or `X` for what the server sends and `XInput` for what it reads where both
/// are used and differ. Complains about each name that cannot be.
pub(crate) fn assign(
    original: &Types,
    mapped: &mut Types,
    reached: &Reached,
    namespaces: &HashSet<String>,
    complaints: &mut Vec<String>,
) {
    let declared: HashSet<(String, String)> =
        original.into_unsorted_iter().map(|named| (named.module_path.to_string(), named.name.to_string())).collect();
    let is_split = |named: &NamedDataType| {
        base(named).1.is_some() && !declared.contains(&(named.module_path.to_string(), named.name.to_string()))
    };
    let told = |named: &&NamedDataType| reached.by(named).is_some() && !later::is(named);
    let used: Vec<&NamedDataType> = mapped.into_unsorted_iter().filter(told).collect();
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
            (reach::key(named), name)
        })
        .collect();
    complain(&used, &names, namespaces, complaints);
    mapped.iter_mut(|named| {
        if let Some(name) = names.get(&reach::key(named)) {
            named.name = name.clone().into();
        }
    });
}

fn base(named: &NamedDataType) -> (&str, Option<&'static str>) {
    for side in ["_Serialize", "_Deserialize"] {
        if let Some(base) = named.name.strip_suffix(side) {
            return (base, Some(side));
        }
    }
    (&named.name, None)
}

fn complain(
    used: &[&NamedDataType],
    names: &HashMap<Reference, String>,
    namespaces: &HashSet<String>,
    complaints: &mut Vec<String>,
) {
    let mut takers: BTreeMap<&str, Vec<&NamedDataType>> = BTreeMap::new();
    for named in used {
        if let Some(name) = names.get(&reach::key(named)) {
            takers.entry(name).or_default().push(named);
        }
    }
    for (name, mut types) in takers {
        types.sort_by_key(|named| (rust_path(named), place(named)));
        let told: Vec<_> = types.iter().map(|named| format!("{} ({})", rust_path(named), place(named))).collect();
        let told = told.join(" and ");
        let way_out = "with `#[serde(rename = \"...\")]`";
        if types.len() > 1 {
            complaints.push(format!("{told} would both be called `{name}`. Rename one of them {way_out}"));
        }
        let holder = if RESERVED.contains(&name) {
            "TypeScript and its libraries"
        } else if OURS.contains(&name) || namespaces.contains(name) {
            "the bindings themselves"
        } else {
            continue;
        };
        complaints.push(format!("{told} cannot be called `{name}`: {holder} need the name. Rename it {way_out}"));
    }
}
