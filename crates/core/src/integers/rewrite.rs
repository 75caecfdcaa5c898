//! A JSON text with its wide integers in the other form.

use std::borrow::Cow;

use isotype_contract::{IntegerLocations, IntegerNode, ObjectMembers};
use serde_json::Error;

use super::json_scanner::{JsonScanner, malformed_json};
use crate::lossless::{MAX_SAFE_INTEGER, index_segment, key_segment, prepend_path, unsafe_integer_error};

/// Which form they get.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Numbers, for serde to read.
    Decode,
    /// Strings, for the client; another number than JavaScript holds is refused.
    Encode,
}

/// The text in its other form.
///
/// # Errors
///
/// When it is no JSON, and on the way out for a number that would not arrive.
pub(super) fn rewrite(json: &[u8], spot: &IntegerLocations, way: Direction) -> Result<Vec<u8>, Error> {
    let out = Vec::with_capacity(json.len() + json.len() / 8);
    let mut rewriting = Rewriter { scan: JsonScanner { json, position: 0 }, copied: 0, out, spot, direction: way };
    rewriting.value(spot.root())?;
    if rewriting.scan.peek().is_some() {
        return Err(malformed_json());
    }
    rewriting.copy(json.len());
    Ok(rewriting.out)
}

struct Rewriter<'a> {
    scan: JsonScanner<'a>,
    /// How much of the text stands in `out`.
    copied: usize,
    out: Vec<u8>,
    spot: &'a IntegerLocations,
    direction: Direction,
}

impl<'a> Rewriter<'a> {
    fn copy(&mut self, to: usize) {
        self.out.extend_from_slice(self.scan.json.get(self.copied..to).unwrap_or_default());
        self.copied = to;
    }

    fn value(&mut self, place: &'a IntegerNode) -> Result<(), Error> {
        match self.scan.peek().ok_or_else(malformed_json)? {
            // On the way out every number is looked at.
            _ if self.direction == Direction::Decode && *place == IntegerNode::None => self.scan.skip(),
            b'{' => self.object(place),
            b'[' => self.array(place),
            b'"' => self.string(place),
            _ => self.literal(place),
        }
    }

    fn string(&mut self, place: &IntegerNode) -> Result<(), Error> {
        let start = self.scan.position;
        let text = self.scan.string()?;
        if self.direction == Direction::Decode && is_integer(place) && is_integer_literal(text) {
            self.copy(start);
            self.out.extend_from_slice(text);
            self.copied = self.scan.position;
        }
        Ok(())
    }

    fn literal(&mut self, place: &IntegerNode) -> Result<(), Error> {
        let start = self.scan.position;
        let word = self.scan.literal()?;
        if self.direction == Direction::Decode || !is_integer_literal(word) {
            return Ok(());
        }
        if is_integer(place) {
            self.copy(start);
            self.out.push(b'"');
            self.copy(self.scan.position);
            self.out.push(b'"');
            return Ok(());
        }
        let text = std::str::from_utf8(word).unwrap_or_default();
        let is_safe = text.parse().is_ok_and(|value: i64| value.unsigned_abs() <= MAX_SAFE_INTEGER.unsigned_abs());
        if is_safe { Ok(()) } else { Err(unsafe_integer_error(text)) }
    }

    fn array(&mut self, place: &'a IntegerNode) -> Result<(), Error> {
        self.scan.expect(b'[')?;
        let mut index = 0;
        if self.scan.accept(b']') {
            return Ok(());
        }
        loop {
            let item = self.item(place, index);
            self.value(item).map_err(|error| prepend_path(&index_segment(index), error))?;
            index += 1;
            if self.scan.accept(b']') {
                return Ok(());
            }
            self.scan.expect(b',')?;
        }
    }

    fn item(&self, place: &'a IntegerNode, index: usize) -> &'a IntegerNode {
        match place {
            IntegerNode::Items(of) => self.spot.node(*of),
            IntegerNode::Tuple(parts) => parts.get(index).map_or(&IntegerNode::None, |part| self.spot.node(*part)),
            IntegerNode::Untagged { array, .. } => self.item(self.spot.node(*array), index),
            _ => &IntegerNode::None,
        }
    }

    fn object(&mut self, place: &'a IntegerNode) -> Result<(), Error> {
        self.scan.expect(b'{')?;
        if self.scan.accept(b'}') {
            return Ok(());
        }
        let members = self.members(place)?;
        loop {
            let name = name(self.scan.string()?);
            self.scan.expect(b':')?;
            let place =
                members.and_then(|members| members.get(&name)).map_or(&IntegerNode::None, |at| self.spot.node(at));
            self.value(place).map_err(|error| prepend_path(&key_segment(&*name), error))?;
            if self.scan.accept(b'}') {
                return Ok(());
            }
            self.scan.expect(b',')?;
        }
    }

    /// The members of the object that the scan stands in.
    fn members(&self, place: &'a IntegerNode) -> Result<Option<&'a ObjectMembers>, Error> {
        match place {
            IntegerNode::Object(members) => Ok(Some(members)),
            IntegerNode::Tagged { tag, variants, fallback: other } => {
                let variant = self.tag(tag)?.and_then(|tag| variants.get(&*tag));
                self.members(self.spot.node(*variant.unwrap_or(other)))
            }
            IntegerNode::Untagged { object, .. } => self.members(self.spot.node(*object)),
            _ => Ok(None),
        }
    }

    /// What the member of that name says, wherever it stands. serde writes it first, and so do most clients.
    fn tag(&self, tag: &str) -> Result<Option<Cow<'a, str>>, Error> {
        let mut scan = self.scan;
        loop {
            let is_tag = name(scan.string()?) == tag;
            scan.expect(b':')?;
            if is_tag && scan.peek() == Some(b'"') {
                return scan.string().map(name).map(Some);
            }
            scan.skip()?;
            if !scan.accept(b',') {
                return Ok(None);
            }
        }
    }
}

fn is_integer(place: &IntegerNode) -> bool {
    matches!(place, IntegerNode::Integer | IntegerNode::Untagged { integer: true, .. })
}

/// Whether it is an integer as JSON writes one (RFC 8259, section 6).
fn is_integer_literal(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    match digits {
        [b'0'] => digits.len() == text.len(),
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// A name without its escapes.
fn name(text: &[u8]) -> Cow<'_, str> {
    if text.contains(&b'\\')
        && let Ok(name) = serde_json::from_slice(&[b"\"", text, b"\""].concat())
    {
        return Cow::Owned(name);
    }
    String::from_utf8_lossy(text)
}
