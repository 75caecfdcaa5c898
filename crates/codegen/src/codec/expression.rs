//! JavaScript codec expressions for shapes.

use std::collections::BTreeSet;

use isotype_contract::{Contract, Object, Scalar, Shape, Tagging, Union};

use super::{discriminants, instantiations::Instantiations, untagged};
use crate::namespace;

/// Codec for values that equal their JSON form.
pub(crate) const IDENTITY: &str = "$.identity";

/// Writes the codec of one type, or of one procedure's input, output or error.
pub(crate) struct CodecWriter<'a> {
    pub(crate) contract: &'a Contract,
    instantiations: &'a Instantiations<'a>,
    /// Function that returns the codec expression of a named type.
    codec_name: &'a dyn Fn(&Shape) -> String,
    /// Names of the fields and variants on the path from the root to the current shape.
    path: Vec<String>,
    /// Error messages, each with the path of its field.
    pub(crate) diagnostics: Vec<String>,
}

impl<'a> CodecWriter<'a> {
    pub(crate) fn new(
        contract: &'a Contract,
        instantiations: &'a Instantiations<'a>,
        codec_name: &'a dyn Fn(&Shape) -> String,
    ) -> Self {
        Self { contract, instantiations, codec_name, path: Vec::new(), diagnostics: Vec::new() }
    }

    /// Returns the codec expression, or `None` if the values equal their JSON form.
    pub(crate) fn expression(&mut self, shape: &Shape) -> Option<String> {
        let around = |combinator: &str, of: String| format!("$.{combinator}({of})");
        match shape {
            Shape::Scalar(scalar) => scalar_codec(*scalar).map(str::to_owned),
            Shape::Literal(_) | Shape::Parameter(_) => None,
            Shape::List(of) | Shape::Array { item: of, .. } => self.expression(of).map(|of| around("list", of)),
            Shape::Tuple(parts) => Some(around("tuple", self.list(parts)?)),
            Shape::Map { value, .. } => self.expression(value).map(|of| around("record", of)),
            Shape::Entries { key, value } => {
                let [key, value] =
                    [key, value].map(|part| self.expression(part).unwrap_or_else(|| IDENTITY.to_owned()));
                Some(format!("$.map({key}, {value})"))
            }
            Shape::Nullable(of) => self.nullable(of).map(|of| around("nullable", of)),
            Shape::Deferred(of) => self.expression(of).map(|of| around("deferred", of)),
            Shape::Object(object) => self.object(object, &[]),
            Shape::Intersection(parts) => self.intersection(parts),
            Shape::Union(union) => self.union(union),
            Shape::Type { .. } => self.instantiations.needs_codec(shape).then(|| (self.codec_name)(shape)),
        }
    }

    /// Returns the codecs as a list of arguments, or `None` if no part needs a codec.
    fn list(&mut self, parts: &[Shape]) -> Option<String> {
        let parts: Vec<_> = parts.iter().map(|part| self.expression(part)).collect();
        let is_coded = parts.iter().any(Option::is_some);
        let parts = parts.into_iter().map(|part| part.unwrap_or_else(|| IDENTITY.to_owned()));
        is_coded.then(|| parts.collect::<Vec<_>>().join(", "))
    }

    fn nullable(&mut self, of: &Shape) -> Option<String> {
        match of {
            // `JSON.stringify` turns NaN into `null`, which would be a valid value here.
            Shape::Scalar(Scalar::F32 | Scalar::F64) => self.instantiations.is_input.then(|| "$.finite".to_owned()),
            of => self.expression(of),
        }
    }

    fn object(&mut self, object: &Object, siblings: &[Shape]) -> Option<String> {
        let members = object.fields.iter().filter_map(|field| {
            let of = self.at_field(&field.name, |printer| printer.expression(&field.shape))?;
            Some(member(&field.name, &of))
        });
        let members: Vec<String> = members.collect();
        let rest = object.additional.as_ref().and_then(|rest| self.expression(rest));
        let members_text = object_literal(&members);
        match rest {
            None => (!members.is_empty()).then(|| format!("$.object({members_text})")),
            Some(rest) => {
                let mut names: BTreeSet<String> = object.fields.iter().map(|field| field.name.clone()).collect();
                siblings.iter().for_each(|part| names.extend(discriminants::member_names(part, self.contract)));
                Some(match names.is_empty() {
                    true => format!("$.record({rest})"),
                    false => format!("$.object({members_text}, {rest}, {})", string_array(&names)),
                })
            }
        }
    }

    fn intersection(&mut self, parts: &[Shape]) -> Option<String> {
        let mut of: Vec<String> = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            of.extend(match part {
                Shape::Object(object) => {
                    let siblings: Vec<Shape> = parts
                        .iter()
                        .enumerate()
                        .filter(|(other, _)| *other != at)
                        .map(|(_, part)| part.clone())
                        .collect();
                    self.object(object, &siblings)
                }
                part => self.expression(part),
            });
        }
        match of.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            of => Some(format!("$.intersection({})", of.join(", "))),
        }
    }

    fn union(&mut self, union: &Union) -> Option<String> {
        match &union.tagging {
            Tagging::Untagged => untagged::expression(self, union),
            Tagging::External => {
                let fields = union.variants.iter().filter_map(|variant| match &variant.shape {
                    Shape::Object(object) => object.fields.first(),
                    _ => None,
                });
                let members: Vec<String> = fields
                    .filter_map(|field| {
                        let of = self.at_field(&field.name, |printer| printer.expression(&field.shape))?;
                        Some(member(&field.name, &of))
                    })
                    .collect();
                (!members.is_empty()).then(|| format!("$.externallyTagged({})", object_literal(&members)))
            }
            Tagging::Tag(tag) => {
                let (mut members, mut other) = (Vec::new(), String::new());
                for variant in &union.variants {
                    match self.at_field(&variant.name, |printer| printer.expression(&variant.shape)) {
                        Some(of) if variant.other => other = format!(", {of}"),
                        Some(of) => members.push(member(&variant.name, &of)),
                        None => {}
                    }
                }
                let is_coded = !members.is_empty() || !other.is_empty();
                is_coded.then(|| format!("$.tagged({}, {}{other})", string_literal(tag), object_literal(&members)))
            }
        }
    }

    fn at_field<T>(&mut self, name: &str, print: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(name.to_owned());
        let printed = print(self);
        self.path.pop();
        printed
    }

    /// Records an error for the current shape.
    pub(crate) fn report(&mut self, reason: &str) {
        let path = self.path.join(".");
        self.diagnostics.push(if path.is_empty() { reason.to_owned() } else { format!("`{path}`: {reason}") });
    }
}

fn scalar_codec(scalar: Scalar) -> Option<&'static str> {
    Some(match scalar {
        Scalar::DateTime => "$.date",
        Scalar::Url => "$.url",
        Scalar::Base64 => "$.base64",
        Scalar::ByteArray => "$.byteList",
        Scalar::BigInt => "$.bigint",
        Scalar::NonFiniteFloat => "$.float",
        _ => return None,
    })
}

/// Returns a property of an object literal. `__proto__` is a computed key, since a plain one would set the prototype.
pub(crate) fn member(name: &str, value: &str) -> String {
    let name = if name == "__proto__" { format!("[{}]", string_literal(name)) } else { namespace::property_name(name) };
    format!("{name}: {value}")
}

pub(crate) fn object_literal(members: &[String]) -> String {
    if members.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", members.join(", ")) }
}

pub(crate) fn string_array<'t>(texts: impl IntoIterator<Item = impl AsRef<str> + 't>) -> String {
    format!("[{}]", texts.into_iter().map(|text| string_literal(text.as_ref())).collect::<Vec<_>>().join(", "))
}

fn string_literal(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
