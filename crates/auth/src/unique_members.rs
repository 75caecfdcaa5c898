//! Check for duplicate members in JSON objects.

use std::{collections::HashSet, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

/// Checks that `json` is an object without duplicate members at any depth.
///
/// Parsers differ in which of two duplicate members they use (RFC 7515, section 4; RFC 7519, section 4), so two servers
/// could read different values from one token.
pub(crate) fn check_unique_members(json: &[u8]) -> Result<(), serde_json::Error> {
    serde_json::from_slice::<UniqueMembers>(json)?;
    // A derived `Deserialize` would also accept an array of the field values.
    match json.trim_ascii_start().first() {
        Some(b'{') => Ok(()),
        _ => Err(serde_json::Error::custom("expected a JSON object")),
    }
}

/// JSON value whose objects have no duplicate members.
struct UniqueMembers;

impl<'de> Deserialize<'de> for UniqueMembers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UniqueMembers)
    }
}

impl<'de> Visitor<'de> for UniqueMembers {
    type Value = UniqueMembers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<UniqueMembers, A::Error> {
        let mut seen = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            if !seen.insert(name) {
                return Err(A::Error::custom("duplicate member"));
            }
            map.next_value::<UniqueMembers>()?;
        }
        Ok(UniqueMembers)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<UniqueMembers, A::Error> {
        while seq.next_element::<UniqueMembers>()?.is_some() {}
        Ok(UniqueMembers)
    }

    fn visit_unit<E>(self) -> Result<UniqueMembers, E> {
        Ok(UniqueMembers)
    }

    fn visit_bool<E>(self, _: bool) -> Result<UniqueMembers, E> {
        Ok(UniqueMembers)
    }

    fn visit_u64<E>(self, _: u64) -> Result<UniqueMembers, E> {
        Ok(UniqueMembers)
    }

    fn visit_i64<E>(self, _: i64) -> Result<UniqueMembers, E> {
        Ok(UniqueMembers)
    }

    fn visit_f64<E>(self, _: f64) -> Result<UniqueMembers, E> {
        Ok(UniqueMembers)
    }

    fn visit_str<E>(self, _: &str) -> Result<UniqueMembers, E> {
        Ok(UniqueMembers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_duplicate_members_at_any_depth() {
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
