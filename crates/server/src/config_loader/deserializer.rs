//! Deserializer for settings. Strings from the environment are parsed strictly: `8080.5` is not a port and `yes` is not
//! `true`.

use std::{cell::RefCell, collections::BTreeSet, fmt};

use serde::{
    Deserializer,
    de::{self, DeserializeSeed, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor},
    forward_to_deserialize_any,
};
use toml::{Table, Value};

/// Error for one setting.
#[derive(Debug)]
pub(super) struct ValueError {
    /// Path of the setting, such as `limits.body` or `allowed_origins[1]`.
    pub(super) key: String,
    pub(super) reason: String,
    pub(super) is_missing: bool,
}

/// Deserializer for one value, with the path of its setting.
#[derive(Clone)]
pub(super) struct ValueDeserializer<'a> {
    value: Value,
    key: String,
    ignored: &'a RefCell<BTreeSet<String>>,
}

impl<'a> ValueDeserializer<'a> {
    pub(super) fn root(tree: &Table, ignored: &'a RefCell<BTreeSet<String>>) -> ValueDeserializer<'a> {
        ValueDeserializer { value: Value::Table(tree.clone()), key: String::new(), ignored }
    }

    fn child(&self, segment: &str, value: Value) -> ValueDeserializer<'a> {
        let key = match self.key.as_str() {
            "" => segment.to_owned(),
            key if segment.starts_with('[') => format!("{key}{segment}"),
            key => format!("{key}.{segment}"),
        };
        ValueDeserializer { value, key, ignored: self.ignored }
    }

    fn invalid<T>(&self, expected: impl fmt::Display) -> Result<T, ValueError> {
        Err(self.with_key(de::Error::custom(format_args!("must be {expected}"))))
    }

    /// Sets the path of the setting in an error, unless the error already has one.
    fn with_key(&self, mut error: ValueError) -> ValueError {
        match (error.key.as_str(), self.key.as_str()) {
            (_, "") => {}
            ("", key) => error.key = key.to_owned(),
            (field, key) if error.is_missing && !field.starts_with(key) => error.key = format!("{key}.{field}"),
            _ => {}
        }
        error
    }

    /// Calls a visitor and adds the setting's path to any error.
    fn visit<T>(&self, visit: impl FnOnce() -> Result<T, ValueError>) -> Result<T, ValueError> {
        visit().map_err(|error| self.with_key(error))
    }
}

macro_rules! deserialize_integers {
    ($($method:ident $visit:ident $type:ty)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
            let number = match &self.value {
                Value::Integer(number) => <$type>::try_from(*number).ok(),
                Value::String(text) => text.trim().parse::<$type>().ok(),
                _ => None,
            };
            match number {
                Some(number) => self.visit(|| visitor.$visit(number)),
                None => self.invalid(format_args!("an integer from {} to {}", <$type>::MIN, <$type>::MAX)),
            }
        }
    )*};
}

macro_rules! deserialize_floats {
    ($($method:ident $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
            match &self.value {
                Value::String(text) if let Ok(number) = text.trim().parse() => self.visit(|| visitor.$visit(number)),
                Value::Integer(_) | Value::Float(_) => self.deserialize_any(visitor),
                _ => self.invalid("a number"),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for ValueDeserializer<'_> {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.visit(|| match &self.value {
            Value::String(text) => visitor.visit_str(text),
            Value::Integer(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Boolean(value) => visitor.visit_bool(*value),
            Value::Datetime(time) => visitor.visit_string(time.to_string()),
            Value::Array(items) => visitor.visit_seq(ListItems::new(&self, items.clone())),
            Value::Table(table) => visitor.visit_map(TableEntries::new(&self, table)),
        })
    }

    deserialize_integers! {
        deserialize_u8 visit_u8 u8
        deserialize_u16 visit_u16 u16
        deserialize_u32 visit_u32 u32
        deserialize_u64 visit_u64 u64
        deserialize_i8 visit_i8 i8
        deserialize_i16 visit_i16 i16
        deserialize_i32 visit_i32 i32
        deserialize_i64 visit_i64 i64
    }

    deserialize_floats! {
        deserialize_f32 visit_f32
        deserialize_f64 visit_f64
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let value = match &self.value {
            Value::Boolean(value) => Some(*value),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        match value {
            Some(value) => self.visit(|| visitor.visit_bool(value)),
            None => self.invalid("true or false"),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let Value::String(text) = &self.value else { return self.deserialize_any(visitor) };
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        let items = items.map(|item| Value::String(item.to_owned())).collect();
        self.visit(|| visitor.visit_seq(ListItems::new(&self, items)))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        match (&self.value, fields) {
            (Value::Table(_), _) | (_, []) => self.deserialize_any(visitor),
            (_, [first, ..]) => self.invalid(format_args!("a group of settings, such as {}.{first}", self.key)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        match &self.value {
            Value::String(name) if variants.contains(&name.as_str()) => {
                self.visit(|| visitor.visit_enum(name.as_str().into_deserializer()))
            }
            _ => self.invalid(format_args!("one of {}", variants.join(", "))),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.ignored.borrow_mut().insert(self.key);
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple tuple_struct map identifier
    }
}

/// Sequence access over the items of a list.
struct ListItems<'a>(std::vec::IntoIter<ValueDeserializer<'a>>);

impl<'a> ListItems<'a> {
    fn new(list: &ValueDeserializer<'a>, items: Vec<Value>) -> ListItems<'a> {
        let items = items.into_iter().enumerate().map(|(index, item)| list.child(&format!("[{index}]"), item));
        ListItems(items.collect::<Vec<_>>().into_iter())
    }
}

impl<'de> SeqAccess<'de> for ListItems<'_> {
    type Error = ValueError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ValueError> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }
}

/// Settings of a table.
struct TableEntries<'a> {
    remaining: std::vec::IntoIter<(String, ValueDeserializer<'a>)>,
    value: Option<ValueDeserializer<'a>>,
}

impl<'a> TableEntries<'a> {
    fn new(table: &ValueDeserializer<'a>, entries: &Table) -> TableEntries<'a> {
        let remaining = entries.iter().map(|(key, value)| (key.clone(), table.child(key, value.clone())));
        TableEntries { remaining: remaining.collect::<Vec<_>>().into_iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for TableEntries<'_> {
    type Error = ValueError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ValueError> {
        let Some((key, value)) = self.remaining.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, ValueError> {
        match self.value.take() {
            Some(value) => {
                let deserializer = value.clone();
                seed.deserialize(value).map_err(|error| deserializer.with_key(error))
            }
            None => Err(de::Error::custom("next_value was called before next_key")),
        }
    }
}

impl de::Error for ValueError {
    fn custom<T: fmt::Display>(reason: T) -> Self {
        ValueError { key: String::new(), reason: reason.to_string(), is_missing: false }
    }

    // serde's default message contains the value, which may be a secret.
    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        de::Error::custom(format_args!("must be {expected}"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        de::Error::custom(format_args!("must be {expected}"))
    }

    fn missing_field(field: &'static str) -> Self {
        ValueError { key: field.to_owned(), reason: String::new(), is_missing: true }
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_missing {
            // Same message as serde's own `missing_field`.
            true => write!(f, "missing field `{}`", self.key),
            false => write!(f, "{}: {}", self.key, self.reason),
        }
    }
}

impl std::error::Error for ValueError {}
