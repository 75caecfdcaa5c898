//! Names that types cannot have in TypeScript.

use std::collections::HashSet;

use isotype_contract::Contract;

use crate::scalar;

/// TypeScript keywords, and globals that a type with the same name would shadow.
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

/// Names that the generated files declare themselves.
const GENERATED: &[&str] =
    &["Api", "AppRouter", "Client", "JsonValue", "Mutation", "Query", "Subscription", "api", "codecLink"];

/// Returns `true` if the declarations use `Brand`.
pub(crate) fn uses_brand(contract: &Contract) -> bool {
    contract.types.iter().any(|definition| definition.branded)
        || scalar::declared_types(contract).any(|(_, declaration)| declaration.contains("Brand<"))
}

/// Reports each type with a reserved name.
pub(crate) fn check(contract: &Contract, namespaces: &HashSet<String>, diagnostics: &mut Vec<String>) {
    let mut generated: HashSet<&str> =
        GENERATED.iter().copied().chain(scalar::declared_types(contract).map(|(name, _)| name)).collect();
    generated.extend(uses_brand(contract).then_some("Brand"));
    for definition in &contract.types {
        let name = definition.name.as_str();
        let owner = if RESERVED.contains(&name) {
            "TypeScript or its standard library"
        } else if generated.contains(name) || namespaces.contains(name) {
            "the generated bindings"
        } else {
            continue;
        };
        diagnostics.push(format!(
            "{} ({}): the name `{name}` is reserved by {owner}; rename the type with `#[serde(rename = \"...\")]`",
            definition.rust_path, definition.source
        ));
    }
}
