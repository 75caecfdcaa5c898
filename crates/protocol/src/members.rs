//! Extracts members of a JSON object as raw JSON.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

/// Returns the raw JSON of each named member. If a name is repeated, the last member wins, as in `JSON.parse`.
///
/// Members before a syntax error are returned along with the error, so that the response can still include the id.
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

/// Member key, borrowed unless it contains escapes.
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
    fn returns_the_last_duplicate_and_decodes_escaped_keys() {
        let (found, read) = raw_members(br#"{"a":1,"b":[{}],"\u0061":2}"#, ["a", "b", "c"]);
        assert!(read.is_ok());
        assert_eq!(found, [Some("2"), Some("[{}]"), None]);
    }

    #[test]
    fn keeps_members_before_a_syntax_error() {
        let (found, read) = raw_members(br#"{"id":7,"params":{bad"#, ["id", "params"]);
        assert!(read.is_err_and(|error| !error.is_data()));
        assert_eq!(found, [Some("7"), None]);
    }

    #[test]
    fn distinguishes_another_type_from_malformed_json() {
        for json in ["[]", "1", "null", "\"x\""] {
            assert!(raw_members(json.as_bytes(), ["a"]).1.is_err_and(|error| error.is_data()), "{json}");
        }
        assert!(raw_members(b"{} {}", ["a"]).1.is_err_and(|error| error.is_syntax()));
    }
}
