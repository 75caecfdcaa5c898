//! Lowering of a single type to a shape.

use specta::{
    Types,
    datatype::{DataType, Deprecated, Field as SpectaField, Fields, NamedReferenceType, Primitive, Reference, Struct},
};

use crate::{known_type::KnownType, origin::Origin};
use isotype_contract::{Check, Field, Object, Rule, Scalar, Shape};

/// Shape used in place of a part that was rejected.
const PLACEHOLDER: Shape = Shape::Scalar(Scalar::Never);

/// Lowers a single input, output, error or definition.
pub(crate) struct Lowering<'a> {
    pub(crate) types: &'a Types,
    location: String,
    /// Fields and variants that lead to the current part.
    path: Vec<String>,
    diagnostics: Vec<String>,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(types: &'a Types, location: String) -> Self {
        Self { types, location, path: Vec::new(), diagnostics: Vec::new() }
    }

    /// Returns the shape of `part`, and appends messages to `diagnostics`.
    pub(crate) fn finish(mut self, part: &DataType, diagnostics: &mut Vec<String>) -> Shape {
        let shape = self.shape(part);
        diagnostics.append(&mut self.diagnostics);
        shape
    }

    pub(crate) fn shape(&mut self, part: &DataType) -> Shape {
        match KnownType::from_part(part, self.types) {
            Some(KnownType::Scalar(scalar)) => return scalar.into(),
            Some(KnownType::SecondsAndNanos) => return Shape::Tuple(vec![Scalar::I64.into(), Scalar::I32.into()]),
            Some(KnownType::Unsupported(reason)) => return self.reject(reason),
            Some(known_type @ (KnownType::Deferred | KnownType::Entries | KnownType::DoubleOption)) => {
                return self.generic_known_type(&known_type, part);
            }
            None => {}
        }
        match part {
            DataType::Primitive(primitive) => self.primitive(primitive),
            DataType::Generic(generic) => Shape::Parameter(generic.name().to_string()),
            DataType::Nullable(inner) => Shape::Nullable(Box::new(self.shape(inner))),
            DataType::List(list) => {
                let item = Box::new(self.shape(&list.ty));
                match list.length {
                    Some(length) => Shape::Array { length, item },
                    None => Shape::List(item),
                }
            }
            DataType::Tuple(tuple) if tuple.elements.is_empty() => Scalar::Null.into(),
            DataType::Tuple(tuple) => Shape::Tuple(self.shapes(tuple.elements.iter())),
            DataType::Map(map) => {
                let (key, value) = (self.shape(map.key_ty()), self.shape(map.value_ty()));
                if !self.is_string_key(&key, map.key_ty()) {
                    return self.reject(
                        "a map key is not a string in JSON; send the map as a list of pairs: \
                         `#[serde(with = \"isotype::with::entries\")] #[isotype(type = isotype::with::Entries<K, V>)]`",
                    );
                }
                Shape::Map { key: Box::new(key), value: Box::new(value) }
            }
            DataType::Struct(object) => self.fields(&object.fields),
            DataType::Enum(choice) => self.union(choice),
            DataType::Intersection(parts) => Shape::Intersection(self.shapes(parts.iter())),
            DataType::Reference(Reference::Named(reference)) => match &reference.inner {
                NamedReferenceType::Inline { dt, .. } => self.shape(dt),
                NamedReferenceType::Reference { generics, .. } => match self.types.get(reference) {
                    Some(named) => Shape::Type {
                        name: named.name.to_string(),
                        arguments: generics.iter().map(|(_, argument)| self.shape(argument)).collect(),
                    },
                    None => self.reject("its type is not registered"),
                },
                NamedReferenceType::Recursive(_) => {
                    self.reject("a recursive type is inlined; remove `#[isotype(inline)]`")
                }
            },
            DataType::Reference(Reference::Opaque(opaque)) => {
                let reason = format!("`{}` is specific to another code generator", opaque.type_name());
                self.reject(&reason)
            }
        }
    }

    fn shapes<'p>(&mut self, parts: impl Iterator<Item = &'p DataType>) -> Vec<Shape> {
        parts.map(|part| self.shape(part)).collect()
    }

    fn generic_known_type(&mut self, known_type: &KnownType, part: &DataType) -> Shape {
        let DataType::Reference(Reference::Named(reference)) = part else { return PLACEHOLDER };
        let arguments: Vec<DataType> = match &reference.inner {
            NamedReferenceType::Reference { generics, .. } => generics.iter().map(|(_, part)| part.clone()).collect(),
            _ => Vec::new(),
        };
        match (known_type, self.shapes(arguments.iter()).as_slice()) {
            (KnownType::Deferred, [inner]) => Shape::Deferred(Box::new(inner.clone())),
            (KnownType::DoubleOption, [inner]) => Shape::Nullable(Box::new(inner.clone())),
            (KnownType::Entries, [key, value]) => {
                Shape::Entries { key: Box::new(key.clone()), value: Box::new(value.clone()) }
            }
            _ => self.reject("its type arguments are missing"),
        }
    }

    fn primitive(&mut self, primitive: &Primitive) -> Shape {
        let scalar = match primitive {
            Primitive::bool => Scalar::Boolean,
            Primitive::str => Scalar::String,
            Primitive::char => Scalar::Char,
            Primitive::f32 => Scalar::F32,
            Primitive::f64 => Scalar::F64,
            Primitive::i8 => Scalar::I8,
            Primitive::i16 => Scalar::I16,
            Primitive::i32 => Scalar::I32,
            Primitive::i64 => Scalar::I64,
            Primitive::i128 => Scalar::I128,
            Primitive::isize => Scalar::Isize,
            Primitive::u8 => Scalar::U8,
            Primitive::u16 => Scalar::U16,
            Primitive::u32 => Scalar::U32,
            Primitive::u64 => Scalar::U64,
            Primitive::u128 => Scalar::U128,
            Primitive::usize => Scalar::Usize,
            _ => return self.reject("this primitive type is not supported"),
        };
        scalar.into()
    }

    /// Returns the shape of a list of fields: `null`, a single value, a tuple or an object.
    pub(crate) fn fields(&mut self, fields: &Fields) -> Shape {
        match fields {
            Fields::Unit => Scalar::Null.into(),
            Fields::Unnamed(unnamed) => match unnamed.fields.as_slice() {
                [SpectaField { ty: Some(ty), .. }] => self.shape(ty),
                fields => Shape::Tuple(self.shapes(fields.iter().filter_map(|field| field.ty.as_ref()))),
            },
            Fields::Named(named) => {
                let mut origins = named.fields.iter().filter_map(|(_, field)| Origin::of(&field.attributes));
                let deny_unknown_fields = origins.any(|origin| origin.deny_unknown_fields);
                let fields = named.fields.iter().filter_map(|(name, field)| self.field(name, field)).collect();
                Shape::Object(Object { fields, additional: None, deny_unknown_fields })
            }
        }
    }

    fn field(&mut self, name: &str, field: &SpectaField) -> Option<Field> {
        let ty = field.ty.as_ref()?;
        let origin = Origin::of(&field.attributes);
        let rust_name = origin.and_then(|origin| origin.rust_name.clone()).filter(|rust_name| rust_name != name);
        let shape = self.enter(name, |lowering| lowering.shape(ty));
        Some(Field {
            name: name.to_owned(),
            rust_name,
            rules: origin.map(|origin| rules(origin, &shape)).unwrap_or_default(),
            shape,
            optional: field.optional,
            aliases: origin.map(|origin| origin.aliases.clone()).unwrap_or_default(),
            docs: clean_docs(&field.docs),
            deprecated: field.deprecated.as_ref().map(deprecation_note),
        })
    }

    pub(crate) fn enter<T>(&mut self, name: &str, lower: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(name.to_owned());
        let lowered = lower(self);
        self.path.pop();
        lowered
    }

    fn reject(&mut self, reason: &str) -> Shape {
        let location = &self.location;
        self.diagnostics.push(match self.path.join(".") {
            path if path.is_empty() => format!("{location}: {reason}"),
            path => format!("`{path}` in {location}: {reason}"),
        });
        PLACEHOLDER
    }
}

/// Returns the rules of a field. garde treats an `Option` as a list of at most one item. In the contract, the rules
/// apply to the value itself.
fn rules(origin: &Origin, shape: &Shape) -> Vec<Rule> {
    origin.rules.iter().map(|rule| rule_for_shape(rule, shape)).collect()
}

fn rule_for_shape(rule: &Rule, shape: &Shape) -> Rule {
    match (&rule.check, shape) {
        (Check::Each(each), Shape::Nullable(inner)) => rule_for_shape(each, inner),
        (Check::Each(each), Shape::List(item) | Shape::Array { item, .. }) => {
            Rule { check: Check::Each(Box::new(rule_for_shape(each, item))), ..rule.clone() }
        }
        _ => rule.clone(),
    }
}

/// Returns the rules of a newtype's value or of a tuple's items.
pub(crate) fn tuple_rules(ty: &DataType, shape: &Shape) -> Vec<Rule> {
    let DataType::Struct(Struct { fields: Fields::Unnamed(unnamed), .. }) = ty else { return Vec::new() };
    let origins = unnamed.fields.iter().filter(|field| field.ty.is_some()).map(|field| Origin::of(&field.attributes));
    let rules_at = |(index, origin): (usize, Option<&Origin>)| -> Vec<Rule> {
        match (origin, shape) {
            (None, _) => Vec::new(),
            (Some(origin), Shape::Tuple(parts)) => {
                let rules = parts.get(index).map(|part| rules(origin, part)).unwrap_or_default();
                rules.into_iter().map(|rule| Check::Item { index, rule: Box::new(rule) }.into()).collect()
            }
            (Some(origin), shape) => rules(origin, shape),
        }
    };
    origins.enumerate().flat_map(rules_at).collect()
}

/// Returns `true` for a tuple struct with one field.
pub(crate) fn is_newtype(ty: &DataType) -> bool {
    matches!(ty, DataType::Struct(object) if matches!(&object.fields, Fields::Unnamed(unnamed) if unnamed.fields.len() == 1))
}

/// Removes the space after `///` and surrounding blank lines.
pub(crate) fn clean_docs(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
    lines.join("\n")
}

pub(crate) fn deprecation_note(deprecated: &Deprecated) -> String {
    deprecated.note.as_deref().unwrap_or_default().to_owned()
}
