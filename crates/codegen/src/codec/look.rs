//! What a value looks like, as far as a quick look tells.

use std::collections::BTreeSet;

use isotype_contract::{Contract, Scalar, Shape};

/// As deep do untagged and flattened types stand in each other.
const DEEPEST: usize = 16;

/// What values of a shape look like. Kinds are those of JavaScript: `Null`, `String`, `Object`, `Date` and so on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// In JSON.
    pub(crate) json: BTreeSet<&'static str>,
    /// In TypeScript.
    pub(crate) value: BTreeSet<&'static str>,
    /// Members that every object among them has.
    pub(crate) has: BTreeSet<String>,
    /// Members that an object among them may have; `None` when it may have any.
    pub(crate) may_have: Option<BTreeSet<String>>,
}

impl Look {
    pub(crate) fn of(shape: &Shape, contract: &Contract) -> Look {
        look(shape, contract, DEEPEST)
    }

    /// Whether what looks like `other` may be taken for this.
    pub(crate) fn admits(&self, other: &Look) -> bool {
        let is_missing = |may_have: &BTreeSet<String>| self.has.iter().any(|name| !may_have.contains(name));
        let is_told = other.may_have.as_ref().is_some_and(is_missing);
        let admits = |kinds: &BTreeSet<&str>, others: &BTreeSet<&str>| {
            kinds.intersection(others).any(|kind| *kind != "Object" || !is_told)
        };
        admits(&self.json, &other.json) || admits(&self.value, &other.value)
    }
}

fn look(shape: &Shape, contract: &Contract, depth: usize) -> Look {
    let Some(deeper) = depth.checked_sub(1) else { return any() };
    let go = |part: &Shape| look(part, contract, deeper);
    match shape {
        Shape::Scalar(scalar) => scalar_look(*scalar),
        Shape::Literal(_) => is("String", "String"),
        Shape::List(_) | Shape::Array { .. } | Shape::Tuple(_) => is("Array", "Array"),
        Shape::Entries { .. } => is("Array", "Map"),
        Shape::Map { .. } => Look { may_have: None, ..is("Object", "Object") },
        Shape::Later(_) => is("Promise", "Promise"),
        Shape::Parameter(_) => any(),
        Shape::Type { .. } => go(&contract.resolve(shape)),
        Shape::Nullable(of) => {
            let mut look = go(of);
            look.json.insert("Null");
            look.value.insert("Null");
            look
        }
        Shape::Object(object) => {
            let required = object.fields.iter().filter(|field| !field.optional);
            let names = object.fields.iter().map(|field| field.name.clone()).collect();
            Look {
                has: required.map(|field| field.name.clone()).collect(),
                may_have: object.rest.is_none().then_some(names),
                ..is("Object", "Object")
            }
        }
        Shape::All(parts) => parts.iter().map(go).fold(is("Object", "Object"), |whole, part| Look {
            has: &whole.has | &part.has,
            may_have: whole.may_have.zip(part.may_have).map(|(whole, part)| &whole | &part),
            ..whole
        }),
        Shape::Union(union) => {
            let one_of = |one: Look, other: Look| Look {
                json: &one.json | &other.json,
                value: &one.value | &other.value,
                // What is no object has no members to be missed.
                has: match [&one, &other].map(|look| look.json.contains("Object")) {
                    [true, true] => &one.has & &other.has,
                    _ => &one.has | &other.has,
                },
                may_have: one.may_have.zip(other.may_have).map(|(one, other)| &one | &other),
            };
            union.variants.iter().map(|variant| go(&variant.shape)).reduce(one_of).unwrap_or_default()
        }
    }
}

fn scalar_look(scalar: Scalar) -> Look {
    match scalar {
        Scalar::Null => is("Null", "Null"),
        Scalar::Never => Look::default(),
        Scalar::Json => any(),
        Scalar::Boolean => is("Boolean", "Boolean"),
        Scalar::BigInt => is("String", "BigInt"),
        Scalar::DateTime => is("String", "Date"),
        Scalar::Url => is("String", "URL"),
        Scalar::Base64 => is("String", "Uint8Array"),
        Scalar::ByteList => is("Array", "Uint8Array"),
        Scalar::F32 | Scalar::F64 => is("Number", "Number"),
        Scalar::FloatText => Look { json: ["Number", "String"].into(), ..is("Number", "Number") },
        scalar if scalar.is_wide() || scalar.bounds().is_some() => is("Number", "Number"),
        _ => is("String", "String"),
    }
}

fn is(json: &'static str, value: &'static str) -> Look {
    Look { json: [json].into(), value: [value].into(), has: BTreeSet::new(), may_have: Some(BTreeSet::new()) }
}

fn any() -> Look {
    let kinds = BTreeSet::from(["Array", "Boolean", "Null", "Number", "Object", "String"]);
    Look { json: kinds.clone(), value: kinds, has: BTreeSet::new(), may_have: None }
}

/// The members that the objects among its values may have, as far as they have names.
pub(crate) fn names(shape: &Shape, contract: &Contract) -> BTreeSet<String> {
    match shape {
        Shape::Object(object) => object.fields.iter().map(|field| field.name.clone()).collect(),
        shape => Look::of(shape, contract).may_have.unwrap_or_default(),
    }
}
