//! Conversion of wide integers between numbers and strings.

use isotype_contract::{IntegerLocations, IntegerNode};
use isotype_protocol::{Limits, is_within_depth};
use serde_json::value::RawValue;

use super::rewrite::{Direction, rewrite};
use crate::{CallError, lossless::SerializedJson};

/// The wide integers of one JSON value; of most, none.
#[derive(Clone, Debug, Default)]
pub struct IntegerCodec(Option<IntegerLocations>);

impl IntegerCodec {
    pub(crate) fn new(spot: &IntegerLocations) -> IntegerCodec {
        IntegerCodec((!spot.is_empty()).then(|| spot.clone()))
    }

    pub(crate) fn is_identity(&self) -> bool {
        self.0.is_none()
    }

    /// The JSON as serde reads it, where that is another. What is no JSON, or nested too deep, is left for serde to refuse.
    pub(crate) fn decode(&self, json: &[u8]) -> Option<Vec<u8>> {
        let spot = self.0.as_ref().filter(|_| is_within_depth(json, Limits::default().json_depth))?;
        rewrite(json, spot, Direction::Decode).ok()
    }

    /// The buffer, with what serde wrote behind `start` as its reader gets it.
    pub(crate) fn encode(&self, mut buffer: Vec<u8>, start: usize) -> Result<Vec<u8>, CallError> {
        let Some(spot) = &self.0 else { return Ok(buffer) };
        let json = rewrite(buffer.get(start..).unwrap_or_default(), spot, Direction::Encode);
        let json = json.map_err(|error| CallError::unserializable(&error.to_string()))?;
        buffer.truncate(start);
        buffer.extend_from_slice(&json);
        Ok(buffer)
    }

    /// What was written before it was known for whom.
    pub(crate) fn encode_raw(&self, raw: SerializedJson) -> Result<Box<RawValue>, CallError> {
        match (&self.0, raw.wide_integer_error) {
            (None, None) => Ok(raw.json),
            (None, Some(refusal)) => Err(CallError::unserializable(&refusal)),
            (Some(spot), _) => {
                let json = rewrite(raw.json.get().as_bytes(), spot, Direction::Encode);
                let json = json.and_then(|json| serde_json::from_slice(&json));
                json.map_err(|error| CallError::unserializable(&error.to_string()))
            }
        }
    }

    /// Those of what comes later in the place of a member.
    pub(crate) fn deferred_field(&self, key: &str) -> IntegerCodec {
        let later = self.0.as_ref().and_then(|spot| {
            let IntegerNode::Object(members) = spot.root() else { return None };
            let IntegerNode::Deferred(of) = spot.node(members.get(key)?) else { return None };
            Some(spot.descend(*of))
        });
        IntegerCodec(later)
    }
}
