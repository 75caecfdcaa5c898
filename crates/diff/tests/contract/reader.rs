//! Reference readers that model the behavior of serde and TypeScript, independently of the compatibility check.

use isotype_contract::{Contract, Field, Object, Scalar, Shape, Tagging, Union, Variant};
use serde_json::{Map, Value};

/// Side that reads a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Server: checks integer ranges, and accepts aliases and `#[serde(other)]`.
    Server,
    /// Client: checks no integer ranges, and accepts no aliases.
    Client,
}

impl Reader {
    /// Returns `true` if the reader accepts `value` as `shape`.
    pub(crate) fn reads(self, contract: &Contract, shape: &Shape, value: &Value) -> bool {
        let all = |shape: &Shape, items: &[Value]| items.iter().all(|item| self.reads(contract, shape, item));
        match (contract.resolve(shape), value) {
            (Shape::Literal(text), value) => value.as_str() == Some(&text),
            (Shape::List(item), Value::Array(items)) => all(&item, items),
            (Shape::Array { length, item }, Value::Array(items)) => items.len() == length && all(&item, items),
            (Shape::Tuple(parts), Value::Array(items)) => self.tuple(contract, &parts, items),
            (Shape::Entries { key, value }, Value::Array(items)) => all(&Shape::Tuple(vec![*key, *value]), items),
            (Shape::Map { key, value }, Value::Object(members)) => members
                .iter()
                .all(|(name, member)| self.key(contract, &key, name) && self.reads(contract, &value, member)),
            (Shape::Nullable(inner), value) => value.is_null() || self.reads(contract, &inner, value),
            (Shape::Deferred(inner), value) => self.reads(contract, &inner, value),
            (Shape::Object(object), Value::Object(members)) => self.object(contract, &object, members),
            (Shape::Intersection(parts), value) => parts.iter().all(|part| self.reads(contract, part, value)),
            (Shape::Union(union), value) => self.union(contract, &union, value),
            (Shape::Scalar(scalar), value) => self.scalar(scalar, value),
            _ => false,
        }
    }

    fn tuple(self, contract: &Contract, parts: &[Shape], items: &[Value]) -> bool {
        parts.len() == items.len() && parts.iter().zip(items).all(|(part, item)| self.reads(contract, part, item))
    }

    fn key(self, contract: &Contract, key: &Shape, name: &str) -> bool {
        let as_value = || serde_json::from_str(name).is_ok_and(|value| self.reads(contract, key, &value));
        self.reads(contract, key, &name.into()) || as_value()
    }

    fn object(self, contract: &Contract, object: &Object, members: &Map<String, Value>) -> bool {
        let names = |field: &Field| -> Vec<String> {
            let aliases = field.aliases.iter().filter(|_| self == Reader::Server);
            std::iter::once(&field.name).chain(aliases).cloned().collect()
        };
        let are_fields_valid = object.fields.iter().all(|field| {
            let sent: Vec<_> = names(field).iter().filter_map(|name| members.get(name)).collect();
            match sent.as_slice() {
                [] => field.optional,
                [value] => self.reads(contract, &field.shape, value),
                // serde rejects duplicate fields.
                _ => false,
            }
        });
        let is_known = |name: &String| object.fields.iter().any(|field| names(field).contains(name));
        let additional = object.additional.as_ref();
        are_fields_valid
            && members.iter().all(|(name, value)| {
                is_known(name) || additional.is_none_or(|shape| self.reads(contract, shape, value))
            })
    }

    fn union(self, contract: &Contract, union: &Union, value: &Value) -> bool {
        let is_alias = |variant: &Variant| {
            let values = variant.aliases.iter().map(|alias| by_name(union, (alias, &variant.name), value));
            self == Reader::Server && values.into_iter().any(|value| self.reads(contract, &variant.shape, &value))
        };
        let is_read =
            union.variants.iter().any(|variant| self.reads(contract, &variant.shape, value) || is_alias(variant));
        is_read || self == Reader::Server && union.variants.iter().any(|variant| variant.other) && value.is_object()
    }

    fn scalar(self, scalar: Scalar, value: &Value) -> bool {
        let text = |check: fn(&str) -> bool| value.as_str().is_some_and(check);
        let is_integer = || value.as_i64().is_some() || value.as_u64().is_some();
        match scalar {
            Scalar::Null => value.is_null(),
            Scalar::Never => false,
            Scalar::Json => true,
            Scalar::Boolean => value.is_boolean(),
            Scalar::String => value.is_string(),
            Scalar::Char => text(|text| text.chars().count() == 1),
            Scalar::F64 => value.is_number(),
            Scalar::F32 => value.is_number() && (self == Reader::Client || is_exact_f32(value)),
            Scalar::NonFiniteFloat => {
                value.is_number() || text(|text| matches!(text, "NaN" | "Infinity" | "-Infinity"))
            }
            Scalar::BigInt | Scalar::IntegerString if self == Reader::Server && is_integer() => true,
            Scalar::BigInt | Scalar::IntegerString => text(|text| text.parse::<i128>().is_ok()),
            Scalar::Decimal => text(|text| text.parse::<f64>().is_ok()),
            Scalar::Uuid => text(|text| uuid::Uuid::parse_str(text).is_ok()),
            Scalar::DateTime => text(|text| chrono::DateTime::parse_from_rfc3339(text).is_ok()),
            Scalar::LocalDateTime => text(|text| text.parse::<chrono::NaiveDateTime>().is_ok()),
            Scalar::Date => text(|text| text.parse::<chrono::NaiveDate>().is_ok()),
            Scalar::Time => text(|text| text.parse::<chrono::NaiveTime>().is_ok()),
            Scalar::Url => text(|text| text.starts_with("https://")),
            Scalar::Base64 => text(|text| {
                text.len() % 4 == 0 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b))
            }),
            Scalar::ByteArray => {
                value.as_array().is_some_and(|items| items.iter().all(|item| item.as_u64().is_some_and(|n| n < 256)))
            }
            _ if self == Reader::Client => is_integer(),
            integer => integer_fits(integer, value),
        }
    }
}

/// Returns the value with an alias replaced by the variant's name.
fn by_name(union: &Union, (alias, name): (&str, &str), value: &Value) -> Value {
    match (&union.tagging, value) {
        (Tagging::External, Value::String(text)) if text == alias => name.into(),
        (Tagging::External, Value::Object(members)) if members.len() == 1 && members.contains_key(alias) => {
            Value::Object(members.values().map(|value| (name.to_owned(), value.clone())).collect())
        }
        (Tagging::Tag(tag), Value::Object(members)) if members.get(tag).is_some_and(|tag| tag == alias) => {
            let tagged = members.iter().map(|(key, value)| match key == tag {
                true => (key.clone(), name.into()),
                false => (key.clone(), value.clone()),
            });
            Value::Object(tagged.collect())
        }
        _ => value.clone(),
    }
}

/// Returns `true` if converting a number to `f32` does not change it.
fn is_exact_f32(value: &Value) -> bool {
    let text = serde_json::from_value::<f32>(value.clone()).ok().and_then(|f| serde_json::to_string(&f).ok());
    text.and_then(|text| text.parse::<f64>().ok()) == value.as_f64()
}

/// Returns `true` if serde accepts the value as the given integer type.
fn integer_fits(scalar: Scalar, value: &Value) -> bool {
    fn is<T: serde::de::DeserializeOwned>(value: &Value) -> bool {
        serde_json::from_value::<T>(value.clone()).is_ok()
    }
    match scalar {
        Scalar::I8 => is::<i8>(value),
        Scalar::I16 => is::<i16>(value),
        Scalar::I32 => is::<i32>(value),
        Scalar::I64 | Scalar::Isize => is::<i64>(value),
        Scalar::I128 => is::<i128>(value),
        Scalar::U8 => is::<u8>(value),
        Scalar::U16 => is::<u16>(value),
        Scalar::U32 => is::<u32>(value),
        Scalar::U64 | Scalar::Usize => is::<u64>(value),
        Scalar::U128 => is::<u128>(value),
        other => unreachable!("{other:?} is not an integer"),
    }
}
