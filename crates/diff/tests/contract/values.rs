//! Generation of random values of a shape.

use std::collections::BTreeMap;

use isotype_contract::{Contract, Field, Object, Scalar, Shape, Tagging, Union, Variant};
use proptest::{collection, option, prelude::*, strategy::Union as OneOf};
use serde_json::{Map, Value, json};

/// Depth beyond which lists are empty and optional fields are missing.
const DEPTH: u32 = 4;

pub(crate) fn values(contract: &Contract, shape: &Shape) -> BoxedStrategy<Value> {
    values_within(contract, shape, DEPTH)
}

fn values_within(contract: &Contract, shape: &Shape, depth: u32) -> BoxedStrategy<Value> {
    let deeper = depth.saturating_sub(1);
    let max_items = if depth == 0 { 0 } else { 3 };
    match contract.resolve(shape) {
        Shape::Literal(text) => Just(text.into()).boxed(),
        Shape::List(item) if max_items > 0 => {
            collection::vec(values_within(contract, &item, deeper), 0..=max_items).prop_map(Value::from).boxed()
        }
        Shape::List(_) | Shape::Entries { .. } if max_items == 0 => Just(json!([])).boxed(),
        Shape::List(_) | Shape::Parameter(_) | Shape::Type { .. } => unreachable!("shapes of a contract are resolved"),
        Shape::Array { length, item } => {
            collection::vec(values_within(contract, &item, deeper), length).prop_map(Value::from).boxed()
        }
        Shape::Tuple(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| values_within(contract, part, deeper)).collect();
            parts.prop_map(Value::from).boxed()
        }
        Shape::Entries { key, value } => {
            let pair = (values_within(contract, &key, deeper), values_within(contract, &value, deeper))
                .prop_map(|(key, value)| json!([key, value]));
            collection::vec(pair, 0..=max_items).prop_map(Value::from).boxed()
        }
        Shape::Map { key, value } if max_items > 0 => {
            let entry =
                (values_within(contract, &key, 0).prop_map(key_string), values_within(contract, &value, deeper));
            collection::vec(entry, 0..=max_items)
                .prop_map(|entries| Value::Object(entries.into_iter().collect()))
                .boxed()
        }
        Shape::Map { .. } => Just(json!({})).boxed(),
        Shape::Nullable(_) if depth == 0 => Just(Value::Null).boxed(),
        Shape::Nullable(inner) => prop_oneof![Just(Value::Null), values_within(contract, &inner, depth)].boxed(),
        Shape::Deferred(inner) => values_within(contract, &inner, depth),
        Shape::Object(object) => object_values(contract, &object, depth),
        Shape::Intersection(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| values_within(contract, part, depth)).collect();
            parts.prop_map(|parts| Value::Object(parts.into_iter().flat_map(flattened).collect())).boxed()
        }
        Shape::Union(union) => union_values(contract, &union, depth),
        Shape::Scalar(scalar) => scalar_values(scalar),
    }
}

/// Returns the members of a flattened value.
fn flattened(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        Value::String(unit) => Map::from_iter([(unit, Value::Null)]),
        _ => Map::new(),
    }
}

/// Returns a map key as JSON writes it.
fn key_string(key: Value) -> String {
    key.as_str().map_or_else(|| key.to_string(), str::to_owned)
}

fn object_values(contract: &Contract, object: &Object, depth: u32) -> BoxedStrategy<Value> {
    let member = |field: &Field| {
        let (name, deeper) = (field.name.clone(), depth.saturating_sub(1));
        match field.optional {
            true if depth == 0 => Just(None).boxed(),
            true => option::of(values_within(contract, &field.shape, deeper))
                .prop_map(move |it| it.map(|it| (name.clone(), it)))
                .boxed(),
            false => values_within(contract, &field.shape, deeper).prop_map(move |it| Some((name.clone(), it))).boxed(),
        }
    };
    let fields: Vec<_> = object.fields.iter().map(member).collect();
    let additional: BoxedStrategy<BTreeMap<String, Value>> = match &object.additional {
        Some(shape) if depth > 0 => {
            collection::btree_map("[a-z]{1,3}", values_within(contract, shape, depth - 1), 0..3).boxed()
        }
        _ => Just(BTreeMap::new()).boxed(),
    };
    let names: Vec<String> = object.fields.iter().map(|field| field.name.clone()).collect();
    let object = (additional, fields).prop_map(move |(additional, fields)| {
        let others = additional.into_iter().filter(|(name, _)| !names.contains(name));
        Value::Object(others.chain(fields.into_iter().flatten()).collect())
    });
    object.boxed()
}

fn union_values(contract: &Contract, union: &Union, depth: u32) -> BoxedStrategy<Value> {
    let variants: &[Variant] =
        if depth == 0 && union.tagging == Tagging::Untagged { &union.variants[..1] } else { &union.variants };
    OneOf::new(variants.iter().map(|variant| values_within(contract, &variant.shape, depth))).boxed()
}

fn scalar_values(scalar: Scalar) -> BoxedStrategy<Value> {
    /// Generates random values, in which the smallest and largest ones are more frequent.
    macro_rules! integers {
        ($type:ty) => {
            prop_oneof![3 => any::<$type>(), 1 => Just(<$type>::MIN), 1 => Just(<$type>::MAX)].prop_map(Value::from).boxed()
        };
    }
    const SAFE: i64 = (1 << 53) - 1;
    let day = (1..=9999u32, 1..=12u32, 1..=28u32).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
    let clock = (0..24u32, 0..60u32, 0..60u32).prop_map(|(h, m, s)| format!("{h:02}:{m:02}:{s:02}"));
    match scalar {
        Scalar::Null => Just(Value::Null).boxed(),
        Scalar::Json => {
            prop_oneof![any::<bool>().prop_map(Value::from), ".{0,3}".prop_map(Value::from), Just(json!({}))].boxed()
        }
        Scalar::Boolean => any::<bool>().prop_map(Value::from).boxed(),
        Scalar::String => prop_oneof![4 => ".{0,6}", 1 => "[a-z]{1,3}"].prop_map(Value::from).boxed(),
        Scalar::Char => any::<char>().prop_map(|c| c.to_string().into()).boxed(),
        Scalar::F32 => proptest::num::f32::NORMAL.prop_map(f32_number).boxed(),
        Scalar::F64 => proptest::num::f64::NORMAL.prop_map(Value::from).boxed(),
        Scalar::NonFiniteFloat => prop_oneof![Just(json!("NaN")), Just(json!("-Infinity")), Just(json!(1.5))].boxed(),
        Scalar::I8 => integers!(i8),
        Scalar::I16 => integers!(i16),
        Scalar::I32 => integers!(i32),
        Scalar::U8 => integers!(u8),
        Scalar::U16 => integers!(u16),
        Scalar::U32 => integers!(u32),
        Scalar::I64 | Scalar::I128 | Scalar::Isize => {
            prop_oneof![-SAFE..=SAFE, Just(-SAFE)].prop_map(Value::from).boxed()
        }
        Scalar::U64 | Scalar::U128 | Scalar::Usize => prop_oneof![0..=SAFE, Just(SAFE)].prop_map(Value::from).boxed(),
        Scalar::BigInt | Scalar::IntegerString => any::<i64>().prop_map(|n| n.to_string().into()).boxed(),
        Scalar::Decimal => (-999..999i32, 0..99u32).prop_map(|(n, f)| format!("{n}.{f:02}").into()).boxed(),
        Scalar::Uuid => any::<u128>().prop_map(|n| uuid::Uuid::from_u128(n).to_string().into()).boxed(),
        Scalar::DateTime => (day, clock).prop_map(|(day, clock)| format!("{day}T{clock}Z").into()).boxed(),
        Scalar::LocalDateTime => (day, clock).prop_map(|(day, clock)| format!("{day}T{clock}").into()).boxed(),
        Scalar::Date => day.prop_map(Value::from).boxed(),
        Scalar::Time => clock.prop_map(Value::from).boxed(),
        Scalar::Url => "[a-z]{1,6}".prop_map(|host| format!("https://{host}.example/").into()).boxed(),
        Scalar::Base64 => "([A-Za-z0-9+/]{4}){0,3}".prop_map(Value::from).boxed(),
        Scalar::ByteArray => collection::vec(any::<u8>(), 0..4).prop_map(Value::from).boxed(),
        other => unreachable!("{other:?} has no values"),
    }
}

/// Returns the number that serde writes for an `f32`.
fn f32_number(float: f32) -> Value {
    let text = serde_json::to_string(&float).expect("serializes");
    text.parse::<f64>().expect("parses").into()
}
