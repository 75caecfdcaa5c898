//! Properties that distinguish the variants of an untagged union.

use std::collections::BTreeSet;

use isotype_contract::{Contract, Scalar, Shape};

/// Maximum depth to which shapes are inspected.
const MAX_DEPTH: usize = 16;

/// Kinds and members that the values of a shape can have.
///
/// A kind is a JavaScript type tag, such as `Null`, `String`, `Object` or `Date`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Discriminants {
    /// Kinds of the JSON values.
    pub(crate) json_kinds: BTreeSet<&'static str>,
    /// Kinds of the decoded values.
    pub(crate) value_kinds: BTreeSet<&'static str>,
    /// Members that every object has.
    pub(crate) required_members: BTreeSet<String>,
    /// Members that an object may have; `None` if it may have any.
    pub(crate) allowed_members: Option<BTreeSet<String>>,
}

impl Discriminants {
    pub(crate) fn of_shape(shape: &Shape, contract: &Contract) -> Discriminants {
        discriminants(shape, contract, MAX_DEPTH)
    }

    /// Returns `true` if a value with the discriminants `other` may also match these discriminants.
    pub(crate) fn may_match(&self, other: &Discriminants) -> bool {
        let is_missing =
            |may_have: &BTreeSet<String>| self.required_members.iter().any(|name| !may_have.contains(name));
        let is_excluded = other.allowed_members.as_ref().is_some_and(is_missing);
        let admits = |kinds: &BTreeSet<&str>, others: &BTreeSet<&str>| {
            kinds.intersection(others).any(|kind| *kind != "Object" || !is_excluded)
        };
        admits(&self.json_kinds, &other.json_kinds) || admits(&self.value_kinds, &other.value_kinds)
    }
}

fn discriminants(shape: &Shape, contract: &Contract, depth: usize) -> Discriminants {
    let Some(deeper) = depth.checked_sub(1) else { return any_json() };
    let go = |part: &Shape| discriminants(part, contract, deeper);
    match shape {
        Shape::Scalar(scalar) => scalar_discriminants(*scalar),
        Shape::Literal(_) => single_kind("String", "String"),
        Shape::List(_) | Shape::Array { .. } | Shape::Tuple(_) => single_kind("Array", "Array"),
        Shape::Entries { .. } => single_kind("Array", "Map"),
        Shape::Map { .. } => Discriminants { allowed_members: None, ..single_kind("Object", "Object") },
        Shape::Deferred(_) => single_kind("Promise", "Promise"),
        Shape::Parameter(_) => any_json(),
        Shape::Type { .. } => go(&contract.resolve(shape)),
        Shape::Nullable(of) => {
            let mut inner = go(of);
            inner.json_kinds.insert("Null");
            inner.value_kinds.insert("Null");
            inner
        }
        Shape::Object(object) => {
            let required = object.fields.iter().filter(|field| !field.optional);
            let names = object.fields.iter().map(|field| field.name.clone()).collect();
            Discriminants {
                required_members: required.map(|field| field.name.clone()).collect(),
                allowed_members: object.additional.is_none().then_some(names),
                ..single_kind("Object", "Object")
            }
        }
        Shape::Intersection(parts) => {
            parts.iter().map(go).fold(single_kind("Object", "Object"), |all, part| Discriminants {
                required_members: &all.required_members | &part.required_members,
                allowed_members: all.allowed_members.zip(part.allowed_members).map(|(all, part)| &all | &part),
                ..all
            })
        }
        Shape::Union(union) => {
            let one_of = |one: Discriminants, other: Discriminants| Discriminants {
                json_kinds: &one.json_kinds | &other.json_kinds,
                value_kinds: &one.value_kinds | &other.value_kinds,
                // Variants that are not objects do not relax the required members.
                required_members: match [&one, &other].map(|discriminants| discriminants.json_kinds.contains("Object"))
                {
                    [true, true] => &one.required_members & &other.required_members,
                    _ => &one.required_members | &other.required_members,
                },
                allowed_members: one.allowed_members.zip(other.allowed_members).map(|(one, other)| &one | &other),
            };
            union.variants.iter().map(|variant| go(&variant.shape)).reduce(one_of).unwrap_or_default()
        }
    }
}

fn scalar_discriminants(scalar: Scalar) -> Discriminants {
    match scalar {
        Scalar::Null => single_kind("Null", "Null"),
        Scalar::Never => Discriminants::default(),
        Scalar::Json => any_json(),
        Scalar::Boolean => single_kind("Boolean", "Boolean"),
        Scalar::BigInt => single_kind("String", "BigInt"),
        Scalar::DateTime => single_kind("String", "Date"),
        Scalar::Url => single_kind("String", "URL"),
        Scalar::Base64 => single_kind("String", "Uint8Array"),
        Scalar::ByteArray => single_kind("Array", "Uint8Array"),
        Scalar::F32 | Scalar::F64 => single_kind("Number", "Number"),
        Scalar::NonFiniteFloat => {
            Discriminants { json_kinds: ["Number", "String"].into(), ..single_kind("Number", "Number") }
        }
        scalar if scalar.is_wide_integer() || scalar.bounds().is_some() => single_kind("Number", "Number"),
        _ => single_kind("String", "String"),
    }
}

fn single_kind(json: &'static str, value: &'static str) -> Discriminants {
    Discriminants {
        json_kinds: [json].into(),
        value_kinds: [value].into(),
        required_members: BTreeSet::new(),
        allowed_members: Some(BTreeSet::new()),
    }
}

fn any_json() -> Discriminants {
    let kinds = BTreeSet::from(["Array", "Boolean", "Null", "Number", "Object", "String"]);
    Discriminants {
        json_kinds: kinds.clone(),
        value_kinds: kinds,
        required_members: BTreeSet::new(),
        allowed_members: None,
    }
}

/// Returns the names of the members that objects of the shape may have.
pub(crate) fn member_names(shape: &Shape, contract: &Contract) -> BTreeSet<String> {
    match shape {
        Shape::Object(object) => object.fields.iter().map(|field| field.name.clone()).collect(),
        shape => Discriminants::of_shape(shape, contract).allowed_members.unwrap_or_default(),
    }
}
