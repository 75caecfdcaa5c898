//! Rewriting of the wide integers in a JSON text.

use std::borrow::Cow;

use isotype_contract::{IntegerLocations, IntegerNode, ObjectMembers};
use serde_json::Error;

use super::json_scanner::{JsonScanner, malformed_json};
use crate::lossless::{MAX_SAFE_INTEGER, index_segment, key_segment, prepend_path, unsafe_integer_error};

/// Direction of the conversion.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Converts strings to numbers, for serde.
    Decode,
    /// Converts numbers to strings, for the client. Rejects other numbers that JavaScript would round.
    Encode,
}

/// Rewrites the wide integers in a JSON text.
///
/// # Errors
///
/// Returns an error if the text is malformed or, when encoding, if it contains any other number that JavaScript would
/// round.
pub(super) fn rewrite(json: &[u8], locations: &IntegerLocations, direction: Direction) -> Result<Vec<u8>, Error> {
    let out = Vec::with_capacity(json.len() + json.len() / 8);
    let mut rewriter = Rewriter { scan: JsonScanner { json, position: 0 }, copied: 0, out, locations, direction };
    rewriter.value(locations.root())?;
    if rewriter.scan.peek().is_some() {
        return Err(malformed_json());
    }
    rewriter.copy(json.len());
    Ok(rewriter.out)
}

struct Rewriter<'a> {
    scan: JsonScanner<'a>,
    /// Number of input bytes already copied to `out`.
    copied: usize,
    out: Vec<u8>,
    locations: &'a IntegerLocations,
    direction: Direction,
}

impl<'a> Rewriter<'a> {
    fn copy(&mut self, to: usize) {
        self.out.extend_from_slice(self.scan.json.get(self.copied..to).unwrap_or_default());
        self.copied = to;
    }

    fn value(&mut self, node: &'a IntegerNode) -> Result<(), Error> {
        match self.scan.peek().ok_or_else(malformed_json)? {
            // When encoding, every number is checked.
            _ if self.direction == Direction::Decode && *node == IntegerNode::None => self.scan.skip(),
            b'{' => self.object(node),
            b'[' => self.array(node),
            b'"' => self.string(node),
            _ => self.literal(node),
        }
    }

    fn string(&mut self, node: &IntegerNode) -> Result<(), Error> {
        let start = self.scan.position;
        let text = self.scan.string()?;
        if self.direction == Direction::Decode && is_integer(node) && is_integer_literal(text) {
            self.copy(start);
            self.out.extend_from_slice(text);
            self.copied = self.scan.position;
        }
        Ok(())
    }

    fn literal(&mut self, node: &IntegerNode) -> Result<(), Error> {
        let start = self.scan.position;
        let literal = self.scan.literal()?;
        if self.direction == Direction::Decode || !is_integer_literal(literal) {
            return Ok(());
        }
        if is_integer(node) {
            self.copy(start);
            self.out.push(b'"');
            self.copy(self.scan.position);
            self.out.push(b'"');
            return Ok(());
        }
        let text = std::str::from_utf8(literal).unwrap_or_default();
        let is_safe = text.parse().is_ok_and(|value: i64| value.unsigned_abs() <= MAX_SAFE_INTEGER.unsigned_abs());
        if is_safe { Ok(()) } else { Err(unsafe_integer_error(text)) }
    }

    fn array(&mut self, node: &'a IntegerNode) -> Result<(), Error> {
        self.scan.expect(b'[')?;
        let mut index = 0;
        if self.scan.accept(b']') {
            return Ok(());
        }
        loop {
            let item = self.item(node, index);
            self.value(item).map_err(|error| prepend_path(&index_segment(index), error))?;
            index += 1;
            if self.scan.accept(b']') {
                return Ok(());
            }
            self.scan.expect(b',')?;
        }
    }

    fn item(&self, node: &'a IntegerNode, index: usize) -> &'a IntegerNode {
        match node {
            IntegerNode::Items(of) => self.locations.node(*of),
            IntegerNode::Tuple(parts) => parts.get(index).map_or(&IntegerNode::None, |part| self.locations.node(*part)),
            IntegerNode::Untagged { array, .. } => self.item(self.locations.node(*array), index),
            _ => &IntegerNode::None,
        }
    }

    fn object(&mut self, node: &'a IntegerNode) -> Result<(), Error> {
        self.scan.expect(b'{')?;
        if self.scan.accept(b'}') {
            return Ok(());
        }
        let members = self.members(node)?;
        loop {
            let name = name(self.scan.string()?);
            self.scan.expect(b':')?;
            let node =
                members.and_then(|members| members.get(&name)).map_or(&IntegerNode::None, |at| self.locations.node(at));
            self.value(node).map_err(|error| prepend_path(&key_segment(&*name), error))?;
            if self.scan.accept(b'}') {
                return Ok(());
            }
            self.scan.expect(b',')?;
        }
    }

    /// Returns the members of the object at the scanner's position.
    fn members(&self, node: &'a IntegerNode) -> Result<Option<&'a ObjectMembers>, Error> {
        match node {
            IntegerNode::Object(members) => Ok(Some(members)),
            IntegerNode::Tagged { tag, variants, fallback: other } => {
                let variant = self.tag(tag)?.and_then(|tag| variants.get(&*tag));
                self.members(self.locations.node(*variant.unwrap_or(other)))
            }
            IntegerNode::Untagged { object, .. } => self.members(self.locations.node(*object)),
            _ => Ok(None),
        }
    }

    /// Finds the value of the tag, which can be anywhere in the object. serde and most clients write it first.
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

fn is_integer(node: &IntegerNode) -> bool {
    matches!(node, IntegerNode::Integer | IntegerNode::Untagged { integer: true, .. })
}

/// Returns `true` if `text` is a JSON integer literal (RFC 8259, section 6).
fn is_integer_literal(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    match digits {
        [b'0'] => digits.len() == text.len(),
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// Decodes the escape sequences in a key.
fn name(text: &[u8]) -> Cow<'_, str> {
    if text.contains(&b'\\')
        && let Ok(name) = serde_json::from_slice(&[b"\"", text, b"\""].concat())
    {
        return Cow::Owned(name);
    }
    String::from_utf8_lossy(text)
}
