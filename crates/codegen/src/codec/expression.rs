//! The codec of a shape, as a JavaScript expression.

use std::collections::BTreeSet;

use isotype_contract::{Contract, Object, Scalar, Shape, Told, Union};

use super::{fit, look, uses::Uses};
use crate::tree;

/// What stands for a part that travels as it is.
pub(crate) const SAME: &str = "$.same";

/// Prints the codecs of one place: a procedure's input, a type.
pub(crate) struct Printer<'a> {
    pub(crate) contract: &'a Contract,
    uses: &'a Uses<'a>,
    /// What the codec of a named type is called.
    name: &'a dyn Fn(&Shape) -> String,
    /// The fields that lead to the part.
    path: Vec<String>,
    /// What cannot be told, by its fields.
    pub(crate) complaints: Vec<String>,
}

impl<'a> Printer<'a> {
    pub(crate) fn new(contract: &'a Contract, uses: &'a Uses<'a>, name: &'a dyn Fn(&Shape) -> String) -> Self {
        Self { contract, uses, name, path: Vec::new(), complaints: Vec::new() }
    }

    /// The codec; `None` for a shape that travels as it is.
    pub(crate) fn expression(&mut self, shape: &Shape) -> Option<String> {
        let around = |combinator: &str, of: String| format!("$.{combinator}({of})");
        match shape {
            Shape::Scalar(scalar) => leaf(*scalar).map(str::to_owned),
            Shape::Literal(_) | Shape::Parameter(_) => None,
            Shape::List(of) | Shape::Array { of, .. } => self.expression(of).map(|of| around("list", of)),
            Shape::Tuple(parts) => Some(around("tuple", self.list(parts)?)),
            Shape::Map { value, .. } => self.expression(value).map(|of| around("record", of)),
            Shape::Entries { key, value } => {
                let [key, value] = [key, value].map(|part| self.expression(part).unwrap_or_else(|| SAME.to_owned()));
                Some(format!("$.map({key}, {value})"))
            }
            Shape::Nullable(of) => self.nullable(of).map(|of| around("nullable", of)),
            Shape::Later(of) => self.expression(of).map(|of| around("later", of)),
            Shape::Object(object) => self.object(object, &[]),
            Shape::All(parts) => self.all(parts),
            Shape::Union(union) => self.union(union),
            Shape::Type { .. } => self.uses.is_coded(shape).then(|| (self.name)(shape)),
        }
    }

    /// `None` where all of them travel as they are.
    fn list(&mut self, parts: &[Shape]) -> Option<String> {
        let parts: Vec<_> = parts.iter().map(|part| self.expression(part)).collect();
        let is_coded = parts.iter().any(Option::is_some);
        let parts = parts.into_iter().map(|part| part.unwrap_or_else(|| SAME.to_owned()));
        is_coded.then(|| parts.collect::<Vec<_>>().join(", "))
    }

    fn nullable(&mut self, of: &Shape) -> Option<String> {
        match of {
            // JavaScript would send NaN as `null`, which means something here.
            Shape::Scalar(Scalar::F32 | Scalar::F64) => self.uses.are_sent.then(|| "$.finite".to_owned()),
            of => self.expression(of),
        }
    }

    fn object(&mut self, object: &Object, beside: &[Shape]) -> Option<String> {
        let members = object.fields.iter().filter_map(|field| {
            let of = self.at(&field.name, |printer| printer.expression(&field.shape))?;
            Some(member(&field.name, &of))
        });
        let members: Vec<String> = members.collect();
        let rest = object.rest.as_ref().and_then(|rest| self.expression(rest));
        let members_text = braces(&members);
        match rest {
            None => (!members.is_empty()).then(|| format!("$.object({members_text})")),
            Some(rest) => {
                let mut names: BTreeSet<String> = object.fields.iter().map(|field| field.name.clone()).collect();
                beside.iter().for_each(|part| names.extend(look::names(part, self.contract)));
                Some(match names.is_empty() {
                    true => format!("$.record({rest})"),
                    false => format!("$.object({members_text}, {rest}, {})", texts(&names)),
                })
            }
        }
    }

    fn all(&mut self, parts: &[Shape]) -> Option<String> {
        let mut of: Vec<String> = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            of.extend(match part {
                Shape::Object(object) => {
                    let beside: Vec<Shape> = parts
                        .iter()
                        .enumerate()
                        .filter(|(other, _)| *other != at)
                        .map(|(_, part)| part.clone())
                        .collect();
                    self.object(object, &beside)
                }
                part => self.expression(part),
            });
        }
        match of.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            of => Some(format!("$.all({})", of.join(", "))),
        }
    }

    fn union(&mut self, union: &Union) -> Option<String> {
        match &union.told {
            Told::Fit => fit::expression(self, union),
            Told::Key => {
                let held = union.variants.iter().filter_map(|variant| match &variant.shape {
                    Shape::Object(object) => object.fields.first(),
                    _ => None,
                });
                let members: Vec<String> = held
                    .filter_map(|field| {
                        let of = self.at(&field.name, |printer| printer.expression(&field.shape))?;
                        Some(member(&field.name, &of))
                    })
                    .collect();
                (!members.is_empty()).then(|| format!("$.key({})", braces(&members)))
            }
            Told::Tag(tag) => {
                let (mut members, mut other) = (Vec::new(), String::new());
                for variant in &union.variants {
                    match self.at(&variant.name, |printer| printer.expression(&variant.shape)) {
                        Some(of) if variant.other => other = format!(", {of}"),
                        Some(of) => members.push(member(&variant.name, &of)),
                        None => {}
                    }
                }
                let is_coded = !members.is_empty() || !other.is_empty();
                is_coded.then(|| format!("$.tag({}, {}{other})", quoted(tag), braces(&members)))
            }
        }
    }

    fn at<T>(&mut self, name: &str, print: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(name.to_owned());
        let printed = print(self);
        self.path.pop();
        printed
    }

    /// Complains about the part that is printed.
    pub(crate) fn complain(&mut self, reason: &str) {
        let path = self.path.join(".");
        self.complaints.push(if path.is_empty() { reason.to_owned() } else { format!("`{path}`: {reason}") });
    }
}

fn leaf(scalar: Scalar) -> Option<&'static str> {
    Some(match scalar {
        Scalar::DateTime => "$.date",
        Scalar::Url => "$.url",
        Scalar::Base64 => "$.base64",
        Scalar::ByteList => "$.byteList",
        Scalar::BigInt => "$.bigint",
        Scalar::FloatText => "$.float",
        _ => return None,
    })
}

/// A member of a literal object. Written plainly, `__proto__` would set the prototype.
pub(crate) fn member(name: &str, value: &str) -> String {
    let name = if name == "__proto__" { format!("[{}]", quoted(name)) } else { tree::property(name) };
    format!("{name}: {value}")
}

pub(crate) fn braces(members: &[String]) -> String {
    if members.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", members.join(", ")) }
}

pub(crate) fn texts<'t>(texts: impl IntoIterator<Item = impl AsRef<str> + 't>) -> String {
    format!("[{}]", texts.into_iter().map(|text| quoted(text.as_ref())).collect::<Vec<_>>().join(", "))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
