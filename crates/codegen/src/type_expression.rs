//! TypeScript type expressions for shapes.

use isotype_contract::{Contract, Field, Object, Scalar, Shape, Tagging, Union};

use crate::{jsdoc, markers, namespace, scalar};

/// Maximum length of a Rust array that becomes a tuple; longer arrays become `T[]`.
const MAX_TUPLE_LENGTH: usize = 16;

/// Maximum width of an object or union on one line, in bytes.
const MAX_LINE_WIDTH: usize = 100;

/// Returns the type of a shape, with `indent` before each line after the first. Field names are marked; see
/// [`markers`].
pub(crate) fn shape(shape: &Shape, contract: &Contract, indent: &str) -> String {
    let go = |part: &Shape| self::shape(part, contract, indent);
    match shape {
        Shape::Scalar(scalar) => scalar::type_name(*scalar).to_owned(),
        Shape::Literal(text) => serde_json::Value::from(text.as_str()).to_string(),
        Shape::Parameter(name) => name.clone(),
        Shape::List(of) => format!("{}[]", parenthesized(of, contract, indent)),
        Shape::Array { length, item: of } if *length <= MAX_TUPLE_LENGTH => {
            format!("[{}]", vec![go(of); *length].join(", "))
        }
        Shape::Array { item: of, .. } => format!("{}[]", parenthesized(of, contract, indent)),
        Shape::Tuple(parts) => format!("[{}]", list(parts, contract, indent)),
        Shape::Nullable(of) => match go(of) {
            nullable if nullable == "null" => nullable,
            other => format!("{other} | null"),
        },
        Shape::Deferred(of) => format!("Promise<{}>", go(of)),
        Shape::Entries { key, value } => format!("Map<{}, {}>", go(key), go(value)),
        Shape::Map { key, value } => map(key, &go(value), contract, indent),
        Shape::Type { name, arguments } if arguments.is_empty() => name.clone(),
        Shape::Type { name, arguments } => format!("{name}<{}>", list(arguments, contract, indent)),
        Shape::Intersection(parts) => intersection(parts, contract, indent),
        Shape::Object(object) => self::object(object, &[], contract, indent),
        Shape::Union(union) => self::union(union, contract, indent),
    }
}

fn fits_on_line(line: &str, indent: &str) -> bool {
    markers::strip(line).len() + indent.len() <= MAX_LINE_WIDTH
}

fn list(parts: &[Shape], contract: &Contract, indent: &str) -> String {
    parts.iter().map(|part| shape(part, contract, indent)).collect::<Vec<_>>().join(", ")
}

fn intersection(parts: &[Shape], contract: &Contract, indent: &str) -> String {
    let text = |(at, part): (usize, &Shape)| match part {
        // The index signature must also cover the members of the other parts.
        Shape::Object(own) if own.additional.is_some() => {
            let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
            let other_fields = others.flat_map(|(_, other)| fields(other, contract)).collect::<Vec<_>>();
            object(own, &other_fields, contract, indent)
        }
        part => parenthesized(part, contract, indent),
    };
    parts.iter().enumerate().map(text).collect::<Vec<_>>().join(" & ")
}

/// Returns the fields that the objects of a shape can have.
fn fields(part: &Shape, contract: &Contract) -> Vec<Field> {
    match contract.resolve(part) {
        Shape::Object(object) => object.fields,
        Shape::Intersection(parts) => parts.iter().flat_map(|part| fields(part, contract)).collect(),
        Shape::Union(union) => union.variants.iter().flat_map(|variant| fields(&variant.shape, contract)).collect(),
        _ => Vec::new(),
    }
}

/// Returns the type of a shape, in parentheses if an adjacent operator could bind tighter.
fn parenthesized(part: &Shape, contract: &Contract, indent: &str) -> String {
    let text = shape(part, contract, indent);
    if matches!(part, Shape::Nullable(_) | Shape::Union(_) | Shape::Intersection(_)) {
        format!("({text})")
    } else {
        text
    }
}

fn map(key: &Shape, value: &str, contract: &Contract, indent: &str) -> String {
    match contract.resolve(key) {
        // A map need not contain every key of the enum.
        Shape::Union(_) | Shape::Literal(_) => format!("{{ [key in {}]?: {value} }}", shape(key, contract, indent)),
        Shape::Scalar(Scalar::Boolean) => format!("{{ [key in \"true\" | \"false\"]?: {value} }}"),
        Shape::Scalar(scalar) if scalar.bounds().is_some() => format!("{{ [key in number]: {value} }}"),
        // Keys are never branded, since `Object.keys` returns plain strings.
        _ => format!("{{ [key in string]: {value} }}"),
    }
}

/// Returns an object type, on one line if it fits and no field has a comment.
fn object(object: &Object, other_fields: &[Field], contract: &Contract, indent: &str) -> String {
    if object.fields.is_empty() && object.additional.is_none() {
        return "Record<string, never>".to_owned();
    }
    let is_commented = object.fields.iter().any(|field| !field.docs.is_empty() || field.deprecated.is_some());
    let mut parts: Vec<String> = object.fields.iter().map(|field| member(field, contract, indent)).collect();
    parts.extend(index_signature(object, other_fields, contract, indent));
    let line = format!("{{ {} }}", parts.join("; "));
    if !is_commented && fits_on_line(&line, indent) {
        return line;
    }
    format!("{{\n{}{indent}}}", member_lines(object, other_fields, contract, &format!("{indent}  ")))
}

/// Returns the members of an object, one per line.
pub(crate) fn members(object: &Object, contract: &Contract, indent: &str) -> String {
    member_lines(object, &[], contract, indent)
}

fn member_lines(object: &Object, other_fields: &[Field], contract: &Contract, indent: &str) -> String {
    let mut text = String::new();
    for field in &object.fields {
        text += &jsdoc::comment(&field.docs, field.deprecated.as_deref(), indent);
        text += &format!("{indent}{};\n", member(field, contract, indent));
    }
    text + &index_signature(object, other_fields, contract, indent)
        .map(|rest| format!("{indent}{rest};\n"))
        .unwrap_or_default()
}

fn member(field: &Field, contract: &Contract, indent: &str) -> String {
    let mark = if field.optional { "?" } else { "" };
    let name = markers::mark(field.rust_name.as_ref().unwrap_or(&field.name), &namespace::property_name(&field.name));
    format!("{name}{mark}: {}", shape(&field.shape, contract, indent))
}

/// Returns the index signature, whose type must include those of the named members.
fn index_signature(object: &Object, other_fields: &[Field], contract: &Contract, indent: &str) -> Option<String> {
    let mut kinds = vec![shape(object.additional.as_ref()?, contract, indent)];
    for field in object.fields.iter().chain(other_fields) {
        kinds.push(shape(&field.shape, contract, indent));
        kinds.extend(field.optional.then(|| "undefined".to_owned()));
    }
    let mut seen = std::collections::HashSet::new();
    kinds.retain(|kind| seen.insert(kind.clone()));
    if kinds.iter().any(|kind| kind == scalar::JSON_VALUE) {
        kinds.retain(|kind| !scalar::JSON_PRIMITIVES.contains(&kind.as_str()));
    }
    Some(format!("[key: string]: {}", kinds.join(" | ")))
}

fn union(union: &Union, contract: &Contract, indent: &str) -> String {
    let mut seen = std::collections::HashSet::new();
    let is_commented = union.variants.iter().any(|variant| !variant.docs.is_empty() || variant.deprecated.is_some());
    let deeper = format!("{indent}  ");
    let variants = union.variants.iter().filter_map(|variant| {
        let inner = if is_commented { format!("{deeper}  ") } else { indent.to_owned() };
        let text = shape(&variant.shape, contract, &inner);
        // Untagged variants may have the same type.
        (union.tagging != Tagging::Untagged || seen.insert(text.clone())).then_some((variant, text))
    });
    let variants: Vec<_> = variants.collect();
    let line = variants.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" | ");
    if !is_commented && fits_on_line(&line, indent) {
        return line;
    }
    let lines = variants.iter().map(|(variant, text)| {
        let comment = jsdoc::comment(&variant.docs, variant.deprecated.as_deref(), &deeper);
        format!("\n{comment}{deeper}| {text}")
    });
    lines.collect()
}
