//! A shape as TypeScript.

use isotype_schema::{Field, Object, Scalar, Shape, Told, Union};

use crate::{docs, marks, scalar, tree};

/// As many items of an array are still told one by one.
const LONGEST_TUPLE: usize = 16;

/// The widest that an object or a union stands on one line.
const WIDTH: usize = 100;

/// The shape's type. What needs lines of its own is indented by `indent`.
pub(crate) fn shape(shape: &Shape, indent: &str) -> String {
    let go = |part: &Shape| self::shape(part, indent);
    match shape {
        Shape::Scalar(scalar) => scalar::text(*scalar).to_owned(),
        Shape::Literal(text) => serde_json::Value::from(text.as_str()).to_string(),
        Shape::Parameter(name) => name.clone(),
        Shape::List(of) => format!("{}[]", atom(of, indent)),
        Shape::Array { length, of } if *length <= LONGEST_TUPLE => format!("[{}]", vec![go(of); *length].join(", ")),
        Shape::Array { of, .. } => format!("{}[]", atom(of, indent)),
        Shape::Tuple(parts) => format!("[{}]", list(parts, indent)),
        Shape::Nullable(of) => match go(of) {
            nullable if nullable == "null" => nullable,
            other => format!("{other} | null"),
        },
        Shape::Later(of) => format!("Promise<{}>", go(of)),
        Shape::Entries { key, value } => format!("[{}, {}][]", go(key), go(value)),
        Shape::Map { key, value } => map(key, &go(value), indent),
        Shape::Type { name, arguments } if arguments.is_empty() => name.clone(),
        Shape::Type { name, arguments } => format!("{name}<{}>", list(arguments, indent)),
        Shape::All(parts) => parts.iter().map(|part| atom(part, indent)).collect::<Vec<_>>().join(" & "),
        Shape::Object(object) => self::object(object, indent),
        Shape::Union(union) => self::union(union, indent),
    }
}

fn fits(line: &str, indent: &str) -> bool {
    marks::strip(line).len() + indent.len() <= WIDTH
}

fn list(parts: &[Shape], indent: &str) -> String {
    parts.iter().map(|part| shape(part, indent)).collect::<Vec<_>>().join(", ")
}

/// The shape's type, in parentheses where it would fall apart.
fn atom(part: &Shape, indent: &str) -> String {
    let text = shape(part, indent);
    if matches!(part, Shape::Nullable(_) | Shape::Union(_) | Shape::All(_)) { format!("({text})") } else { text }
}

fn map(key: &Shape, value: &str, indent: &str) -> String {
    match key {
        // Not every key of an enum is there.
        Shape::Union(_) | Shape::Literal(_) | Shape::Type { .. } => {
            format!("{{ [key in {}]?: {value} }}", shape(key, indent))
        }
        Shape::Scalar(Scalar::Boolean) => format!("{{ [key in \"true\" | \"false\"]?: {value} }}"),
        Shape::Scalar(scalar) if scalar.bounds().is_some() => format!("{{ [key in number]: {value} }}"),
        _ => format!("{{ [key in string]: {value} }}"),
    }
}

/// The members of an object, each ended by a semicolon; each on a line of its own where one has a comment.
fn object(object: &Object, indent: &str) -> String {
    if object.fields.is_empty() && object.rest.is_none() {
        return "Record<string, never>".to_owned();
    }
    let is_commented = object.fields.iter().any(|field| !field.docs.is_empty() || field.deprecated.is_some());
    let mut parts: Vec<String> = object.fields.iter().map(|field| member(field, indent)).collect();
    parts.extend(rest(object, indent));
    let line = format!("{{ {} }}", parts.join("; "));
    if !is_commented && fits(&line, indent) {
        return line;
    }
    format!("{{\n{}{indent}}}", members(object, &format!("{indent}  ")))
}

/// The members of an object, one per line.
pub(crate) fn members(object: &Object, indent: &str) -> String {
    let mut text = String::new();
    for field in &object.fields {
        text += &docs::comment(&field.docs, field.deprecated.as_deref(), indent);
        text += &format!("{indent}{};\n", member(field, indent));
    }
    text + &rest(object, indent).map(|rest| format!("{indent}{rest};\n")).unwrap_or_default()
}

fn member(field: &Field, indent: &str) -> String {
    let mark = if field.optional { "?" } else { "" };
    let name = marks::mark(field.rust.as_ref().unwrap_or(&field.name), &tree::property(&field.name));
    format!("{name}{mark}: {}", shape(&field.shape, indent))
}

/// An index signature, which must hold for the members with names too.
fn rest(object: &Object, indent: &str) -> Option<String> {
    let mut kinds = vec![shape(object.rest.as_ref()?, indent)];
    for field in &object.fields {
        kinds.push(shape(&field.shape, indent));
        kinds.extend(field.optional.then(|| "undefined".to_owned()));
    }
    let mut seen = std::collections::HashSet::new();
    kinds.retain(|kind| seen.insert(kind.clone()));
    if kinds.iter().any(|kind| kind == scalar::JSON) {
        kinds.retain(|kind| kind == scalar::JSON || kind == "undefined");
    }
    Some(format!("[key: string]: {}", kinds.join(" | ")))
}

fn union(union: &Union, indent: &str) -> String {
    let mut seen = std::collections::HashSet::new();
    let is_commented = union.variants.iter().any(|variant| !variant.docs.is_empty() || variant.deprecated.is_some());
    let deeper = format!("{indent}  ");
    let variants = union.variants.iter().filter_map(|variant| {
        let text =
            if is_commented { shape(&variant.shape, &format!("{deeper}  ")) } else { shape(&variant.shape, indent) };
        // Variants without tags may look alike.
        (union.told != Told::Fit || seen.insert(text.clone())).then_some((variant, text))
    });
    let variants: Vec<_> = variants.collect();
    let line = variants.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" | ");
    if !is_commented && fits(&line, indent) {
        return line;
    }
    let lines = variants.iter().map(|(variant, text)| {
        let comment = docs::comment(&variant.docs, variant.deprecated.as_deref(), &deeper);
        format!("\n{comment}{deeper}| {text}")
    });
    lines.collect()
}
