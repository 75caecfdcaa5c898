//! Generation of random shapes that serde can serialize and deserialize.

use isotype_contract::{Field, Object, Scalar, Shape, Tagging, Union, Variant};
use proptest::{collection, prelude::*, sample::select};

pub(crate) const SCALARS: &[Scalar] = &[
    Scalar::Null,
    Scalar::Json,
    Scalar::Boolean,
    Scalar::String,
    Scalar::Char,
    Scalar::F32,
    Scalar::F64,
    Scalar::NonFiniteFloat,
    Scalar::I8,
    Scalar::I16,
    Scalar::I32,
    Scalar::I64,
    Scalar::U8,
    Scalar::U16,
    Scalar::U32,
    Scalar::U64,
    Scalar::U128,
    Scalar::BigInt,
    Scalar::IntegerString,
    Scalar::Decimal,
    Scalar::Uuid,
    Scalar::DateTime,
    Scalar::Date,
    Scalar::Time,
    Scalar::LocalDateTime,
    Scalar::Url,
    Scalar::Base64,
    Scalar::ByteArray,
];
pub(crate) const NAMES: &[&str] = &["a", "b", "c", "d", "e"];

/// Returns `true` if the type does not contain itself directly. Otherwise serde would not terminate.
pub(crate) fn terminates(shape: &Shape) -> bool {
    match shape {
        Shape::Type { .. } => false,
        Shape::Nullable(inner) => terminates(inner),
        Shape::Union(union) => union.variants.iter().all(|variant| terminates(&variant.shape)),
        _ => true,
    }
}

/// Returns a strategy for the shape of the named type `T`, which may be recursive.
pub(crate) fn shapes() -> impl Strategy<Value = Shape> {
    let leaf = prop_oneof![
        8 => select(SCALARS).prop_map(Shape::from),
        1 => select(NAMES).prop_map(|name| Shape::Literal(name.to_owned())),
        1 => Just(Shape::Nullable(Box::new(Shape::Type { name: "T".into(), arguments: vec![] }))),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        prop_oneof![
            1 => boxed().prop_map(Shape::List),
            1 => (1..3usize, boxed()).prop_map(|(length, item)| Shape::Array { length, item }),
            1 => collection::vec(inner.clone(), 1..3).prop_map(Shape::Tuple),
            1 => (key(), boxed()).prop_map(|(key, value)| Shape::Map { key: Box::new(key), value }),
            1 => (boxed(), boxed()).prop_map(|(key, value)| Shape::Entries { key, value }),
            2 => boxed().prop_map(Shape::Nullable),
            5 => object(inner.clone()).prop_map(Shape::Object),
            3 => union(inner.clone()).prop_map(Shape::Union),
        ]
    })
    .prop_filter("contains itself directly", terminates)
}

fn key() -> impl Strategy<Value = Shape> {
    prop_oneof![
        select(vec![Scalar::String, Scalar::U8, Scalar::U32, Scalar::Uuid]).prop_map(Shape::from),
        select(NAMES).prop_map(|name| Shape::Literal(name.to_owned())),
    ]
}

pub(crate) fn field(name: &str, shape: Shape, optional: bool) -> Field {
    Field {
        name: name.to_owned(),
        rust_name: None,
        shape,
        optional,
        aliases: Vec::new(),
        rules: Vec::new(),
        docs: String::new(),
        deprecated: None,
    }
}

fn object(inner: impl Strategy<Value = Shape> + Clone + 'static) -> impl Strategy<Value = Object> {
    let fields = collection::btree_map(select(NAMES), (inner.clone(), any::<bool>()), 1..4);
    let additional = proptest::option::weighted(0.1, inner.prop_map(Box::new));
    (fields, additional).prop_map(|(fields, additional)| Object {
        fields: fields.into_iter().map(|(name, (shape, optional))| field(name, shape, optional)).collect(),
        additional,
        deny_unknown_fields: false,
    })
}

fn union(inner: impl Strategy<Value = Shape> + Clone + 'static) -> impl Strategy<Value = Union> {
    let parts = collection::btree_map(select(NAMES), inner, 1..4);
    (parts, 0..3u8).prop_map(|(parts, tagging)| {
        let parts = parts.into_iter().map(|(name, shape)| (name.to_owned(), shape));
        match tagging {
            0 => Union {
                tagging: Tagging::External,
                variants: parts.map(|(name, shape)| externally_tagged(name, shape)).collect(),
            },
            1 => Union {
                tagging: Tagging::Tag("t".into()),
                variants: parts.map(|(name, shape)| internally_tagged(name, shape)).collect(),
            },
            _ => Union { tagging: Tagging::Untagged, variants: parts.map(|(_, shape)| variant("", shape)).collect() },
        }
    })
}

pub(crate) fn variant(name: &str, shape: Shape) -> Variant {
    let (name, aliases, docs) = (name.to_owned(), Vec::new(), String::new());
    Variant { name, shape, aliases, other: false, docs, deprecated: None }
}

pub(crate) fn externally_tagged(name: String, shape: Shape) -> Variant {
    let shape = if shape.is_null() {
        Shape::Literal(name.clone())
    } else {
        Shape::Object(vec![field(&name, shape, false)].into())
    };
    variant(&name, shape)
}

pub(crate) fn internally_tagged(name: String, shape: Shape) -> Variant {
    let tag = field("t", Shape::Literal(name.clone()), false);
    let fields = if shape.is_null() { vec![tag] } else { vec![tag, field("c", shape, false)] };
    variant(&name, Shape::Object(fields.into()))
}
