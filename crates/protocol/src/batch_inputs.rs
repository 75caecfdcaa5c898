//! Inputs of a batch: one JSON object keyed by decimal index (`docs/protocol.md#batch-inputs`).

use std::{borrow::Cow, fmt};

use bytes::Bytes;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::{Code, ErrorResponse};

/// Inputs of a batch, or the error if they are malformed.
///
/// Only calls that read their input fail with the error. A procedure without an input ignores malformed inputs.
pub type BatchInputs = Result<Vec<Bytes>, ErrorResponse>;

/// Splits the body of a batch into the inputs of its `count` calls, without copying.
///
/// A missing input is empty. Unknown keys are ignored.
///
/// # Errors
///
/// Returns `BAD_REQUEST` if the body is not a JSON object.
///
/// # Example
///
/// ```
/// use isotype_protocol::split_inputs;
///
/// let inputs = split_inputs(&r#"{"1":{"name":"x"}}"#.into(), 2).unwrap();
/// assert_eq!(inputs[0], "");
/// assert_eq!(inputs[1], r#"{"name":"x"}"#);
/// assert!(split_inputs(&"[1]".into(), 1).is_err());
/// ```
pub fn split_inputs(body: &Bytes, count: usize) -> BatchInputs {
    let mut inputs = vec![Bytes::new(); count];
    if body.is_empty() {
        return Ok(inputs);
    }
    let text = std::str::from_utf8(body).map_err(|error| invalid(&error))?;
    let mut decoder = serde_json::Deserializer::from_str(text);
    let read = ByIndex { body, inputs: &mut inputs }.deserialize(&mut decoder).and_then(|()| decoder.end());
    match read {
        Ok(()) => Ok(inputs),
        Err(error) if error.is_data() => {
            Err(ErrorResponse::new(Code::BadRequest, "\"input\" needs to be an object when doing a batch call"))
        }
        Err(error) => Err(invalid(&error)),
    }
}

fn invalid(error: &dyn fmt::Display) -> ErrorResponse {
    ErrorResponse::new(Code::BadRequest, format!("invalid JSON: {error}"))
}

/// Visitor that stores each member in the slot given by its key.
struct ByIndex<'a> {
    body: &'a Bytes,
    inputs: &'a mut [Bytes],
}

impl<'de> DeserializeSeed<'de> for ByIndex<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ByIndex<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object keyed by index")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut members: M) -> Result<(), M::Error> {
        while let Some((key, raw)) = members.next_entry::<Key<'de>, &'de RawValue>()? {
            if let Some(slot) = key.index().and_then(|index| self.inputs.get_mut(index)) {
                *slot = self.body.slice_ref(raw.get().as_bytes());
            }
        }
        Ok(())
    }
}

/// Member key, borrowed unless it contains escapes.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl Key<'_> {
    /// Returns the index if the key is in canonical form; `01` and `+1` are not.
    fn index(&self) -> Option<usize> {
        let canonical = self.0 == "0" || !self.0.starts_with(['0', '+']);
        self.0.parse().ok().filter(|_| canonical)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignores_unknown_keys_and_decodes_escaped_ones() {
        let body = Bytes::from_static(br#"{"\u0030":1,"7":2,"__proto__":3,"01":4}"#);
        assert_eq!(split_inputs(&body, 2).unwrap(), [Bytes::from_static(b"1"), Bytes::new()]);
    }

    #[test]
    fn rejects_a_body_that_is_not_an_object() {
        for body in ["[]", "1", "null", "\"x\"", "{bad", "{} {}"] {
            let failure = split_inputs(&Bytes::from_static(body.as_bytes()), 1).unwrap_err();
            assert_eq!(failure.code, Code::BadRequest, "{body}");
        }
    }
}
