//! The members of a JSON object, cut out by name.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

/// The raw JSON of each named member of `json`; of a name that stands there twice, the last (as `JSON.parse`).
///
/// Where the object breaks off, what was read before stays, beside the error: an id in front of the break can still
/// be answered.
pub(crate) fn raw_members<'a, const N: usize>(
    json: &'a [u8],
    names: [&str; N],
) -> ([Option<&'a str>; N], serde_json::Result<()>) {
    let mut found = [None; N];
    let mut decoder = serde_json::Deserializer::from_slice(json);
    let read = Members { names: &names, found: &mut found }.deserialize(&mut decoder).and_then(|()| decoder.end());
    (found, read)
}

struct Members<'s, 'a> {
    names: &'s [&'s str],
    found: &'s mut [Option<&'a str>],
}

/// A key, borrowed unless it has escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de> DeserializeSeed<'de> for Members<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Members<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut members: M) -> Result<(), M::Error> {
        while let Some(Key(key)) = members.next_key::<Key<'de>>()? {
            match self.names.iter().position(|name| *name == key) {
                Some(at) => self.found[at] = Some(members.next_value::<&'de RawValue>()?.get()),
                None => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_two_wins_and_escaped_keys_count() {
        let (found, read) = raw_members(br#"{"a":1,"b":[{}],"\u0061":2}"#, ["a", "b", "c"]);
        assert!(read.is_ok());
        assert_eq!(found, [Some("2"), Some("[{}]"), None]);
    }

    #[test]
    fn what_stood_before_a_break_is_kept() {
        let (found, read) = raw_members(br#"{"id":7,"params":{bad"#, ["id", "params"]);
        assert!(read.is_err_and(|error| !error.is_data()));
        assert_eq!(found, [Some("7"), None]);
    }

    #[test]
    fn what_is_not_an_object_is_told_apart_from_what_is_not_json() {
        for json in ["[]", "1", "null", "\"x\""] {
            assert!(raw_members(json.as_bytes(), ["a"]).1.is_err_and(|error| error.is_data()), "{json}");
        }
        assert!(raw_members(b"{} {}", ["a"]).1.is_err_and(|error| error.is_syntax()));
    }
}
