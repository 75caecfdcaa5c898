//! JSON for people: what fits in a line stands in one, so that a changed member is a changed line.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

const WIDTH: usize = 100;

/// Lays out JSON.
pub(super) fn readable(json: &str) -> String {
    let mut laid = String::with_capacity(json.len() * 2);
    broken(json, 0, &mut laid);
    laid.push('\n');
    laid
}

/// A value taken apart by one level.
enum Parts<'a> {
    Leaf,
    List(Vec<&'a RawValue>),
    Object(Members<'a>),
}

fn parts(json: &str) -> Parts<'_> {
    let list = || serde_json::from_str(json).map(Parts::List);
    let object = || serde_json::from_str(json).map(Parts::Object);
    match json.as_bytes().first() {
        Some(b'[') => list().unwrap_or(Parts::Leaf),
        Some(b'{') => object().unwrap_or(Parts::Leaf),
        _ => Parts::Leaf,
    }
}

/// In one line.
fn line(json: &str) -> String {
    match parts(json) {
        Parts::List(items) => {
            let items: Vec<String> = items.iter().map(|item| line(item.get())).collect();
            format!("[{}]", items.join(", "))
        }
        Parts::Object(Members(members)) if !members.is_empty() => {
            let members: Vec<String> =
                members.iter().map(|(name, value)| format!("{}: {}", name.get(), line(value.get()))).collect();
            format!("{{ {} }}", members.join(", "))
        }
        Parts::Object(_) | Parts::Leaf => json.to_owned(),
    }
}

/// One line for each part.
fn broken(json: &str, indent: usize, laid: &mut String) {
    let (open, close, parts): (_, _, Vec<_>) = match parts(json) {
        Parts::List(items) => ("[", "]", items.into_iter().map(|item| (String::new(), item.get())).collect()),
        Parts::Object(Members(members)) => {
            let members = members.into_iter();
            ("{", "}", members.map(|(name, value)| (format!("{}: ", name.get()), value.get())).collect())
        }
        Parts::Leaf => return laid.push_str(json),
    };
    laid.push_str(open);
    let mut comma = "\n";
    for (name, value) in &parts {
        laid.push_str(comma);
        laid.extend(std::iter::repeat_n(' ', indent + 2));
        laid.push_str(name);
        // A comma may follow.
        match fitting(value, WIDTH.saturating_sub(indent + 3 + name.chars().count())) {
            Some(line) => laid.push_str(&line),
            None => broken(value, indent + 2, laid),
        }
        comma = ",\n";
    }
    if !parts.is_empty() {
        laid.push('\n');
        laid.extend(std::iter::repeat_n(' ', indent));
    }
    laid.push_str(close);
}

/// The value in one line, where that is no longer than `room`.
fn fitting(json: &str, room: usize) -> Option<String> {
    // A character has at most four bytes: what is far too long is not laid out to see it.
    (json.len() <= room * 4).then(|| line(json)).filter(|line| line.chars().count() <= room)
}

/// The members of an object in their order.
struct Members<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Ordered;

        impl<'de> Visitor<'de> for Ordered {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Ordered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_in_a_line_stands_in_one() {
        let laid = readable(
            r#"{"a":{"b":[1,"x, {y}"],"c":{}},"long":["0123456789012345678901234567890123456789012345678901234567890123456789","0123456789012345678901234567890123"],"none":[]}"#,
        );
        let expected = r#"{
  "a": { "b": [1, "x, {y}"], "c": {} },
  "long": [
    "0123456789012345678901234567890123456789012345678901234567890123456789",
    "0123456789012345678901234567890123"
  ],
  "none": []
}
"#;
        assert_eq!(laid, expected);
    }
}
