//! Conversion of wide integers between numbers and strings.

use isotype_contract::{IntegerLocations, IntegerNode};
use isotype_protocol::{Limits, is_within_depth};
use serde_json::value::RawValue;

use super::rewrite::{Direction, rewrite};
use crate::{CallError, lossless::SerializedJson};

/// Converts the wide integers in a JSON value. Most values contain none.
#[derive(Clone, Debug, Default)]
pub struct IntegerCodec(Option<IntegerLocations>);

impl IntegerCodec {
    pub(crate) fn new(locations: &IntegerLocations) -> IntegerCodec {
        IntegerCodec((!locations.is_empty()).then(|| locations.clone()))
    }

    pub(crate) fn is_identity(&self) -> bool {
        self.0.is_none()
    }

    /// Converts strings into the numbers that serde expects. Returns `None` if there is nothing to convert, or if the
    /// JSON is malformed or nested too deeply; serde then rejects it.
    pub(crate) fn decode(&self, json: &[u8]) -> Option<Vec<u8>> {
        let locations = self.0.as_ref().filter(|_| is_within_depth(json, Limits::default().json_depth))?;
        rewrite(json, locations, Direction::Decode).ok()
    }

    /// Converts the numbers that serde wrote after `start` into strings.
    pub(crate) fn encode(&self, mut buffer: Vec<u8>, start: usize) -> Result<Vec<u8>, CallError> {
        let Some(locations) = &self.0 else { return Ok(buffer) };
        let json = rewrite(buffer.get(start..).unwrap_or_default(), locations, Direction::Encode);
        let json = json.map_err(|error| CallError::unserializable(&error.to_string()))?;
        buffer.truncate(start);
        buffer.extend_from_slice(&json);
        Ok(buffer)
    }

    /// Converts the wide integers in JSON that was serialized before its recipient was known.
    pub(crate) fn encode_raw(&self, raw: SerializedJson) -> Result<Box<RawValue>, CallError> {
        match (&self.0, raw.wide_integer_error) {
            (None, None) => Ok(raw.json),
            (None, Some(error)) => Err(CallError::unserializable(&error)),
            (Some(locations), _) => {
                let json = rewrite(raw.json.get().as_bytes(), locations, Direction::Encode);
                let json = json.and_then(|json| serde_json::from_slice(&json));
                json.map_err(|error| CallError::unserializable(&error.to_string()))
            }
        }
    }

    /// Returns the codec for a deferred field.
    pub(crate) fn deferred_field(&self, key: &str) -> IntegerCodec {
        let deferred = self.0.as_ref().and_then(|locations| {
            let IntegerNode::Object(fields) = locations.root() else { return None };
            let IntegerNode::Deferred(of) = locations.node(fields.get(key)?) else { return None };
            Some(locations.descend(*of))
        });
        IntegerCodec(deferred)
    }
}
