//! From what was said to values. Nothing is bent to fit: `8080.5` is no port, and `yes` no `true`.

use std::{cell::RefCell, collections::BTreeSet, fmt};

use serde::{
    Deserializer,
    de::{self, DeserializeSeed, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor},
    forward_to_deserialize_any,
};
use toml::{Table, Value};

/// Why a setting was not taken.
#[derive(Debug)]
pub(super) struct Refused {
    /// `limits.body`, `origins[1]`.
    pub(super) key: String,
    pub(super) reason: String,
    pub(super) is_missing: bool,
}

/// A value, and which setting it is.
#[derive(Clone)]
pub(super) struct Given<'a> {
    value: Value,
    key: String,
    ignored: &'a RefCell<BTreeSet<String>>,
}

impl<'a> Given<'a> {
    pub(super) fn root(tree: &Table, ignored: &'a RefCell<BTreeSet<String>>) -> Given<'a> {
        Given { value: Value::Table(tree.clone()), key: String::new(), ignored }
    }

    fn below(&self, step: &str, value: Value) -> Given<'a> {
        let key = match self.key.as_str() {
            "" => step.to_owned(),
            key if step.starts_with('[') => format!("{key}{step}"),
            key => format!("{key}.{step}"),
        };
        Given { value, key, ignored: self.ignored }
    }

    fn refuse<T>(&self, allowed: impl fmt::Display) -> Result<T, Refused> {
        Err(self.named(de::Error::custom(format_args!("has to be {allowed}"))))
    }

    /// Says which setting it is, where that is not said.
    fn named(&self, mut refused: Refused) -> Refused {
        match (refused.key.as_str(), self.key.as_str()) {
            (_, "") => {}
            ("", key) => refused.key = key.to_owned(),
            (field, key) if refused.is_missing && !field.starts_with(key) => refused.key = format!("{key}.{field}"),
            _ => {}
        }
        refused
    }

    /// Lets a visitor see the value.
    fn visited<T>(&self, visit: impl FnOnce() -> Result<T, Refused>) -> Result<T, Refused> {
        visit().map_err(|refused| self.named(refused))
    }
}

macro_rules! whole_numbers {
    ($($method:ident $visit:ident $type:ty)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
            let number = match &self.value {
                Value::Integer(number) => <$type>::try_from(*number).ok(),
                Value::String(text) => text.trim().parse::<$type>().ok(),
                _ => None,
            };
            match number {
                Some(number) => self.visited(|| visitor.$visit(number)),
                None => self.refuse(format_args!("a whole number from {} to {}", <$type>::MIN, <$type>::MAX)),
            }
        }
    )*};
}

macro_rules! numbers {
    ($($method:ident $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
            match &self.value {
                Value::String(text) if let Ok(number) = text.trim().parse() => self.visited(|| visitor.$visit(number)),
                Value::Integer(_) | Value::Float(_) => self.deserialize_any(visitor),
                _ => self.refuse("a number"),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Given<'_> {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.visited(|| match &self.value {
            Value::String(text) => visitor.visit_str(text),
            Value::Integer(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Boolean(is) => visitor.visit_bool(*is),
            Value::Datetime(time) => visitor.visit_string(time.to_string()),
            Value::Array(items) => visitor.visit_seq(Items::of(&self, items.clone())),
            Value::Table(table) => visitor.visit_map(Entries::of(&self, table)),
        })
    }

    whole_numbers! {
        deserialize_u8 visit_u8 u8
        deserialize_u16 visit_u16 u16
        deserialize_u32 visit_u32 u32
        deserialize_u64 visit_u64 u64
        deserialize_i8 visit_i8 i8
        deserialize_i16 visit_i16 i16
        deserialize_i32 visit_i32 i32
        deserialize_i64 visit_i64 i64
    }

    numbers! {
        deserialize_f32 visit_f32
        deserialize_f64 visit_f64
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let is = match &self.value {
            Value::Boolean(is) => Some(*is),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        match is {
            Some(is) => self.visited(|| visitor.visit_bool(is)),
            None => self.refuse("true or false"),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let Value::String(text) = &self.value else { return self.deserialize_any(visitor) };
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        let items = items.map(|item| Value::String(item.to_owned())).collect();
        self.visited(|| visitor.visit_seq(Items::of(&self, items)))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        match (&self.value, fields) {
            (Value::Table(_), _) | (_, []) => self.deserialize_any(visitor),
            (_, [first, ..]) => self.refuse(format_args!("several settings, such as {}.{first}", self.key)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        match &self.value {
            Value::String(name) if variants.contains(&name.as_str()) => {
                self.visited(|| visitor.visit_enum(name.as_str().into_deserializer()))
            }
            _ => self.refuse(format_args!("one of {}", variants.join(", "))),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.ignored.borrow_mut().insert(self.key);
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple tuple_struct map identifier
    }
}

/// The items of a list.
struct Items<'a>(std::vec::IntoIter<Given<'a>>);

impl<'a> Items<'a> {
    fn of(list: &Given<'a>, items: Vec<Value>) -> Items<'a> {
        let items = items.into_iter().enumerate().map(|(index, item)| list.below(&format!("[{index}]"), item));
        Items(items.collect::<Vec<_>>().into_iter())
    }
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Refused;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Refused> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }
}

/// The settings of a table.
struct Entries<'a> {
    left: std::vec::IntoIter<(String, Given<'a>)>,
    value: Option<Given<'a>>,
}

impl<'a> Entries<'a> {
    fn of(table: &Given<'a>, entries: &Table) -> Entries<'a> {
        let left = entries.iter().map(|(key, value)| (key.clone(), table.below(key, value.clone())));
        Entries { left: left.collect::<Vec<_>>().into_iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Refused;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refused> {
        let Some((key, value)) = self.left.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refused> {
        match self.value.take() {
            Some(value) => {
                let named = value.clone();
                seed.deserialize(value).map_err(|refused| named.named(refused))
            }
            None => Err(de::Error::custom("a value was asked for before its name")),
        }
    }
}

impl de::Error for Refused {
    fn custom<T: fmt::Display>(reason: T) -> Self {
        Refused { key: String::new(), reason: reason.to_string(), is_missing: false }
    }

    // serde's own words repeat the value, which may be a secret.
    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        de::Error::custom(format_args!("has to be {expected}"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        de::Error::custom(format_args!("has to be {expected}"))
    }

    fn missing_field(field: &'static str) -> Self {
        Refused { key: field.to_owned(), reason: String::new(), is_missing: true }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_missing {
            // As serde says it.
            true => write!(f, "missing field `{}`", self.key),
            false => write!(f, "{}: {}", self.key, self.reason),
        }
    }
}

impl std::error::Error for Refused {}
