//! The inputs of a batch: one JSON object keyed by decimal index (protocol section 2).

use std::{borrow::Cow, collections::HashMap};

use bytes::Bytes;
use serde_json::value::RawValue;

use crate::{Code, Failure};

/// The inputs of a batch, or why they could not be read.
///
/// Reading is per call: a procedure that takes no input does not fail on broken inputs.
pub type BatchInputs = Result<Vec<Bytes>, Failure>;

/// Cuts the inputs of `count` calls out of `body`, without copying them.
///
/// A missing input is empty; unknown keys are ignored.
///
/// # Errors
///
/// BAD_REQUEST when the body is not a JSON object.
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
    let by_index: HashMap<Cow<'_, str>, &RawValue> = serde_json::from_slice(body).map_err(|error| {
        if error.is_data() {
            Failure::new(Code::BadRequest, "\"input\" needs to be an object when doing a batch call")
        } else {
            Failure::new(Code::BadRequest, format!("invalid JSON: {error}"))
        }
    })?;
    for (index, input) in inputs.iter_mut().enumerate() {
        if let Some(raw) = by_index.get(index.to_string().as_str()) {
            *input = body.slice_ref(raw.get().as_bytes());
        }
    }
    Ok(inputs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_and_escaped_keys_do_no_harm() {
        let body = Bytes::from_static(br#"{"\u0030":1,"7":2,"__proto__":3,"01":4}"#);
        assert_eq!(split_inputs(&body, 2).unwrap(), [Bytes::from_static(b"1"), Bytes::new()]);
    }

    #[test]
    fn what_is_not_an_object_is_refused() {
        for body in ["[]", "1", "null", "\"x\"", "{bad", "{} {}"] {
            let failure = split_inputs(&Bytes::from_static(body.as_bytes()), 1).unwrap_err();
            assert_eq!(failure.code, Code::BadRequest, "{body}");
        }
    }
}
