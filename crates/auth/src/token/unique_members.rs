//! No member may stand twice.

use std::{collections::HashSet, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

/// Whether this is a JSON object without a member that stands twice, at any depth. Parsers differ in which of the two counts
/// (RFC 7515, section 4; RFC 7519, section 4), and so would what two servers read from one token.
pub(crate) fn check_unique_members(json: &[u8]) -> Result<(), serde_json::Error> {
    serde_json::from_slice::<Unique>(json)?;
    // The derive would read a struct from a list of its fields too.
    match json.trim_ascii_start().first() {
        Some(b'{') => Ok(()),
        _ => Err(serde_json::Error::custom("this is no object")),
    }
}

struct Unique;

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Unique)
    }
}

impl<'de> Visitor<'de> for Unique {
    type Value = Unique;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Unique, A::Error> {
        let mut seen = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            if !seen.insert(name) {
                return Err(A::Error::custom("a member stands twice"));
            }
            map.next_value::<Unique>()?;
        }
        Ok(Unique)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Unique, A::Error> {
        while seq.next_element::<Unique>()?.is_some() {}
        Ok(Unique)
    }

    fn visit_unit<E>(self) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_str<E>(self, _: &str) -> Result<Unique, E> {
        Ok(Unique)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_is_refused_at_any_depth_and_however_it_is_written() {
        for json in [r#"{"a":1,"a":1}"#, r#"{"a":[{"b":1,"c":2,"b":3}]}"#, r#"{"sub":1,"\u0073ub":2}"#] {
            assert!(check_unique_members(json.as_bytes()).is_err(), "{json}");
        }
        for json in [r#"{"a":{"a":[null,true,-1,1.5,"a"]},"b":{"a":1}}"#, " {}"] {
            assert!(check_unique_members(json.as_bytes()).is_ok(), "{json}");
        }
        for json in ["{} {}", "[]", "7", "", &"[".repeat(10_000)] {
            assert!(check_unique_members(json.as_bytes()).is_err(), "{json:.10}");
        }
    }
}
