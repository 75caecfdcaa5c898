//! Scanner for JSON text.

use serde_json::Error;

/// Scanner at a position in a JSON text.
#[derive(Clone, Copy)]
pub(super) struct JsonScanner<'a> {
    pub(super) json: &'a [u8],
    pub(super) position: usize,
}

impl<'a> JsonScanner<'a> {
    /// Skips white space and returns the next byte.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let left = self.json.get(self.position..)?;
        self.position += left.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.json.get(self.position).copied()
    }

    /// Consumes `byte` if it is next.
    pub(super) fn accept(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.position += usize::from(is_next);
        is_next
    }

    /// Consumes `byte`, or fails if it is not next.
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Error> {
        if self.accept(byte) { Ok(()) } else { Err(malformed_json()) }
    }

    /// Consumes a string and returns its content, with escapes unchanged.
    pub(super) fn string(&mut self) -> Result<&'a [u8], Error> {
        self.expect(b'"')?;
        let start = self.position;
        let mut is_escaped = false;
        let left = self.json.get(start..).unwrap_or_default();
        let end = left.iter().position(|byte| {
            let is_end = *byte == b'"' && !is_escaped;
            is_escaped = *byte == b'\\' && !is_escaped;
            is_end
        });
        let end = end.ok_or_else(malformed_json)?;
        self.position = start + end + 1;
        Ok(left.get(..end).unwrap_or_default())
    }

    /// Consumes a number, `true`, `false` or `null`.
    pub(super) fn literal(&mut self) -> Result<&'a [u8], Error> {
        let left = self.json.get(self.position..).unwrap_or_default();
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
        let literal_bytes =
            left.get(..left.iter().take_while(is_part).count()).filter(|literal_bytes| !literal_bytes.is_empty());
        let literal_bytes = literal_bytes.ok_or_else(malformed_json)?;
        self.position += literal_bytes.len();
        Ok(literal_bytes)
    }

    /// Consumes a value, however deeply nested.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let mut depth = 0_usize;
        loop {
            match self.peek().ok_or_else(malformed_json)? {
                b'"' => _ = self.string()?,
                b'{' | b'[' => (self.position, depth) = (self.position + 1, depth + 1),
                b'}' | b']' => {
                    (self.position, depth) = (self.position + 1, depth.checked_sub(1).ok_or_else(malformed_json)?)
                }
                b',' | b':' if depth > 0 => self.position += 1,
                _ => _ = self.literal()?,
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }
}

pub(super) fn malformed_json() -> Error {
    serde::de::Error::custom("malformed JSON")
}
