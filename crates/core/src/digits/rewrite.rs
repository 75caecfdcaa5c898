//! A JSON text with its wide integers in the other form.

use std::borrow::Cow;

use isotype_contract::{Members, Place, Spot};
use serde_json::Error;

use super::scan::{Scan, broken};
use crate::exact::{SAFE, beyond, element, entry, within};

/// Which form they get.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Numbers, for serde to read.
    In,
    /// Strings, for the client; another number than JavaScript holds is refused.
    Out,
}

/// The text in its other form.
///
/// # Errors
///
/// When it is no JSON, and on the way out for a number that would not arrive.
pub(super) fn rewrite(json: &[u8], spot: &Spot, way: Way) -> Result<Vec<u8>, Error> {
    let out = Vec::with_capacity(json.len() + json.len() / 8);
    let mut rewriting = Rewriting { scan: Scan { json, at: 0 }, copied: 0, out, spot, way };
    rewriting.value(spot.place())?;
    if rewriting.scan.peek().is_some() {
        return Err(broken());
    }
    rewriting.copy(json.len());
    Ok(rewriting.out)
}

struct Rewriting<'a> {
    scan: Scan<'a>,
    /// How much of the text stands in `out`.
    copied: usize,
    out: Vec<u8>,
    spot: &'a Spot,
    way: Way,
}

impl<'a> Rewriting<'a> {
    fn copy(&mut self, to: usize) {
        self.out.extend_from_slice(self.scan.json.get(self.copied..to).unwrap_or_default());
        self.copied = to;
    }

    fn value(&mut self, place: &'a Place) -> Result<(), Error> {
        match self.scan.peek().ok_or_else(broken)? {
            // On the way out every number is looked at.
            _ if self.way == Way::In && *place == Place::Nowhere => self.scan.skip(),
            b'{' => self.object(place),
            b'[' => self.array(place),
            b'"' => self.text(place),
            _ => self.word(place),
        }
    }

    fn text(&mut self, place: &Place) -> Result<(), Error> {
        let start = self.scan.at;
        let text = self.scan.text()?;
        if self.way == Way::In && is_integer(place) && is_digits(text) {
            self.copy(start);
            self.out.extend_from_slice(text);
            self.copied = self.scan.at;
        }
        Ok(())
    }

    fn word(&mut self, place: &Place) -> Result<(), Error> {
        let start = self.scan.at;
        let word = self.scan.word()?;
        if self.way == Way::In || !is_digits(word) {
            return Ok(());
        }
        if is_integer(place) {
            self.copy(start);
            self.out.push(b'"');
            self.copy(self.scan.at);
            self.out.push(b'"');
            return Ok(());
        }
        let text = std::str::from_utf8(word).unwrap_or_default();
        let is_safe = text.parse().is_ok_and(|value: i64| value.unsigned_abs() <= SAFE.unsigned_abs());
        if is_safe { Ok(()) } else { Err(beyond(text)) }
    }

    fn array(&mut self, place: &'a Place) -> Result<(), Error> {
        self.scan.must(b'[')?;
        let mut index = 0;
        if self.scan.pass(b']') {
            return Ok(());
        }
        loop {
            let item = self.item(place, index);
            self.value(item).map_err(|error| within(&element(index), error))?;
            index += 1;
            if self.scan.pass(b']') {
                return Ok(());
            }
            self.scan.must(b',')?;
        }
    }

    fn item(&self, place: &'a Place, index: usize) -> &'a Place {
        match place {
            Place::Items(of) => self.spot.get(*of),
            Place::Tuple(parts) => parts.get(index).map_or(&Place::Nowhere, |part| self.spot.get(*part)),
            Place::Either { array, .. } => self.item(self.spot.get(*array), index),
            _ => &Place::Nowhere,
        }
    }

    fn object(&mut self, place: &'a Place) -> Result<(), Error> {
        self.scan.must(b'{')?;
        if self.scan.pass(b'}') {
            return Ok(());
        }
        let members = self.members(place)?;
        loop {
            let name = name(self.scan.text()?);
            self.scan.must(b':')?;
            let place = members.and_then(|members| members.get(&name)).map_or(&Place::Nowhere, |at| self.spot.get(at));
            self.value(place).map_err(|error| within(&entry(&*name), error))?;
            if self.scan.pass(b'}') {
                return Ok(());
            }
            self.scan.must(b',')?;
        }
    }

    /// The members of the object that the scan stands in.
    fn members(&self, place: &'a Place) -> Result<Option<&'a Members>, Error> {
        match place {
            Place::Members(members) => Ok(Some(members)),
            Place::Tagged { tag, variants, other } => {
                let variant = self.tag(tag)?.and_then(|tag| variants.get(&*tag));
                self.members(self.spot.get(*variant.unwrap_or(other)))
            }
            Place::Either { object, .. } => self.members(self.spot.get(*object)),
            _ => Ok(None),
        }
    }

    /// What the member of that name says, wherever it stands. serde writes it first, and so do most clients.
    fn tag(&self, tag: &str) -> Result<Option<Cow<'a, str>>, Error> {
        let mut scan = self.scan;
        loop {
            let is_tag = name(scan.text()?) == tag;
            scan.must(b':')?;
            if is_tag && scan.peek() == Some(b'"') {
                return scan.text().map(name).map(Some);
            }
            scan.skip()?;
            if !scan.pass(b',') {
                return Ok(None);
            }
        }
    }
}

fn is_integer(place: &Place) -> bool {
    matches!(place, Place::Integer | Place::Either { integer: true, .. })
}

/// Whether it is an integer as JSON writes one (RFC 8259, section 6).
fn is_digits(text: &[u8]) -> bool {
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
