//! Names that a type cannot have in TypeScript.

use std::collections::HashSet;

use isotype_contract::Contract;

use crate::scalar;

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
const GENERATED: &[&str] =
    &["Api", "AppRouter", "Client", "JsonValue", "Mutation", "Query", "Subscription", "api", "revive"];

/// Whether some type is a name for another.
pub(crate) fn uses_brand(contract: &Contract) -> bool {
    contract.types.iter().any(|definition| definition.branded)
        || scalar::declared_types(contract).any(|(_, declaration)| declaration.contains("Brand<"))
}

/// A complaint about each type whose name means something else.
pub(crate) fn check(contract: &Contract, namespaces: &HashSet<String>, complaints: &mut Vec<String>) {
    let mut ours: HashSet<&str> =
        GENERATED.iter().copied().chain(scalar::declared_types(contract).map(|(name, _)| name)).collect();
    ours.extend(uses_brand(contract).then_some("Brand"));
    for definition in &contract.types {
        let name = definition.name.as_str();
        let holder = if RESERVED.contains(&name) {
            "TypeScript and its libraries"
        } else if ours.contains(name) || namespaces.contains(name) {
            "the bindings themselves"
        } else {
            continue;
        };
        complaints.push(format!(
            "{} ({}) cannot be called `{name}`: {holder} need the name. Rename it with `#[serde(rename = \"...\")]`",
            definition.rust_path, definition.source
        ));
    }
}
