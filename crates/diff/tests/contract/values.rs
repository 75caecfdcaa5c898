//! Values of a shape, as a client or a server may send them.

use std::collections::BTreeMap;

use isotype_contract::{Contract, Field, Object, Scalar, Shape, Tagging, Union, Variant};
use proptest::{collection, option, prelude::*, strategy::Union as OneOf};
use serde_json::{Map, Value, json};

/// How deep a value goes before its lists are empty and its optional members missing.
const DEPTH: u32 = 4;

pub(crate) fn values(contract: &Contract, shape: &Shape) -> BoxedStrategy<Value> {
    of(contract, shape, DEPTH)
}

fn of(contract: &Contract, shape: &Shape, depth: u32) -> BoxedStrategy<Value> {
    let deeper = depth.saturating_sub(1);
    let most = if depth == 0 { 0 } else { 3 };
    match contract.resolve(shape) {
        Shape::Literal(text) => Just(text.into()).boxed(),
        Shape::List(item) if most > 0 => {
            collection::vec(of(contract, &item, deeper), 0..=most).prop_map(Value::from).boxed()
        }
        Shape::List(_) | Shape::Entries { .. } if most == 0 => Just(json!([])).boxed(),
        Shape::List(_) | Shape::Parameter(_) | Shape::Type { .. } => unreachable!("a shape of a whole contract"),
        Shape::Array { length, item } => {
            collection::vec(of(contract, &item, deeper), length).prop_map(Value::from).boxed()
        }
        Shape::Tuple(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| of(contract, part, deeper)).collect();
            parts.prop_map(Value::from).boxed()
        }
        Shape::Entries { key, value } => {
            let pair =
                (of(contract, &key, deeper), of(contract, &value, deeper)).prop_map(|(key, value)| json!([key, value]));
            collection::vec(pair, 0..=most).prop_map(Value::from).boxed()
        }
        Shape::Map { key, value } if most > 0 => {
            let entry = (of(contract, &key, 0).prop_map(name), of(contract, &value, deeper));
            collection::vec(entry, 0..=most).prop_map(|entries| Value::Object(entries.into_iter().collect())).boxed()
        }
        Shape::Map { .. } => Just(json!({})).boxed(),
        Shape::Nullable(_) if depth == 0 => Just(Value::Null).boxed(),
        Shape::Nullable(inner) => prop_oneof![Just(Value::Null), of(contract, &inner, depth)].boxed(),
        Shape::Deferred(inner) => of(contract, &inner, depth),
        Shape::Object(object) => members(contract, &object, depth),
        Shape::Intersection(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| of(contract, part, depth)).collect();
            parts.prop_map(|parts| Value::Object(parts.into_iter().flat_map(flattened).collect())).boxed()
        }
        Shape::Union(union) => one(contract, &union, depth),
        Shape::Scalar(scalar) => self::scalar(scalar),
    }
}

/// A value as it stands among the members of another.
fn flattened(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        Value::String(unit) => Map::from_iter([(unit, Value::Null)]),
        _ => Map::new(),
    }
}

/// A key of a map as JSON has it.
fn name(key: Value) -> String {
    key.as_str().map_or_else(|| key.to_string(), str::to_owned)
}

fn members(contract: &Contract, object: &Object, depth: u32) -> BoxedStrategy<Value> {
    let member = |field: &Field| {
        let (name, deeper) = (field.name.clone(), depth.saturating_sub(1));
        match field.optional {
            true if depth == 0 => Just(None).boxed(),
            true => option::of(of(contract, &field.shape, deeper))
                .prop_map(move |it| it.map(|it| (name.clone(), it)))
                .boxed(),
            false => of(contract, &field.shape, deeper).prop_map(move |it| Some((name.clone(), it))).boxed(),
        }
    };
    let fields: Vec<_> = object.fields.iter().map(member).collect();
    let rest: BoxedStrategy<BTreeMap<String, Value>> = match &object.additional {
        Some(rest) if depth > 0 => collection::btree_map("[a-z]{1,3}", of(contract, rest, depth - 1), 0..3).boxed(),
        _ => Just(BTreeMap::new()).boxed(),
    };
    let own: Vec<String> = object.fields.iter().map(|field| field.name.clone()).collect();
    let whole = (rest, fields).prop_map(move |(rest, fields)| {
        let others = rest.into_iter().filter(|(name, _)| !own.contains(name));
        Value::Object(others.chain(fields.into_iter().flatten()).collect())
    });
    whole.boxed()
}

fn one(contract: &Contract, union: &Union, depth: u32) -> BoxedStrategy<Value> {
    let variants: &[Variant] =
        if depth == 0 && union.tagging == Tagging::Untagged { &union.variants[..1] } else { &union.variants };
    OneOf::new(variants.iter().map(|variant| of(contract, &variant.shape, depth))).boxed()
}

fn scalar(scalar: Scalar) -> BoxedStrategy<Value> {
    /// Random ones, and the first and the last more often than chance has them.
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
        Scalar::F32 => proptest::num::f32::NORMAL.prop_map(written).boxed(),
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
        other => unreachable!("no value of {other:?} can be sent"),
    }
}

/// The number that the text of a `f32` is.
fn written(float: f32) -> Value {
    let text = serde_json::to_string(&float).expect("is JSON");
    text.parse::<f64>().expect("is a number").into()
}
