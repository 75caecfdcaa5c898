//! JSON Lines responses, which send the results of a batch as they complete (`docs/protocol.md#json-lines`).
//!
//! Each line (chunk) contains a value and defines the deferred parts of that value. All functions append to a buffer.
//! To write a line, open it, serialize the value, then call [`JsonlWriter::close_chunk`]. If the value has deferred
//! parts, call [`JsonlWriter::close_chunk_value`] instead, write the definitions, then call
//! [`JsonlWriter::close_definitions`]. A [`Promise`] or [`AsyncIterable`] can only be created by its definition, so
//! definitions always precede their chunks. Settling a promise consumes it.

use crate::{
    ErrorResponse,
    json::{push_number, push_string},
};

/// Media type of JSON Lines, as sent in `trpc-accept` or `accept`.
pub const APPLICATION_JSONL: &str = "application/jsonl";

/// Keep-alive sent between lines. It is not a line itself.
pub const JSONL_KEEP_ALIVE: &[u8] = b" ";

/// Writer for one JSON Lines response. Assigns chunk ids.
///
/// # Example
///
/// ```
/// use isotype_protocol::{Code, ErrorResponse, JsonlWriter};
///
/// let mut out = Vec::new();
/// let mut writer = JsonlWriter::start(2, &mut out);
/// writer.open_result(0, &mut out);
/// out.extend_from_slice(b"\"pong\"");
/// writer.close_result(&mut out);
/// writer.write_error(1, &ErrorResponse::new(Code::NotFound, "no"), &mut out);
/// let lines = String::from_utf8(out).unwrap();
/// assert!(lines.starts_with("{\"0\":[[0],[null,0,0]],\"1\":[[0],[null,0,1]]}\n[0,0,[[{\"result\":{\"data\":\"pong\"}}]]]\n"));
/// assert!(lines.ends_with("[1,0,[[{\"error\":{\"message\":\"no\",\"code\":-32004,\"data\":{\"code\":\"NOT_FOUND\",\"httpStatus\":404}}}]]]\n"));
/// ```
#[derive(Debug)]
pub struct JsonlWriter {
    next: u64,
}

/// Deferred value that has been defined but not yet sent.
#[derive(Debug)]
#[must_use = "the client waits for the value"]
pub struct Promise(u64);

/// Deferred stream that has been defined but has not ended yet.
#[derive(Debug)]
#[must_use = "the client waits for the end"]
pub struct AsyncIterable(u64);

/// Kind of a promise in a definition.
const PROMISE: u64 = 0;
/// Kind of a stream in a definition.
const ASYNC_ITERABLE: u64 = 1;

impl JsonlWriter {
    /// Starts a response to `calls` calls. The first line promises one result per call, with ids starting at 0.
    pub fn start(calls: usize, out: &mut Vec<u8>) -> JsonlWriter {
        let calls = calls as u64;
        for call in 0..calls {
            out.extend_from_slice(if call == 0 { b"{\"" } else { b",\"" });
            push_number(out, call);
            out.extend_from_slice(b"\":[[0],[null,0,");
            push_number(out, call);
            out.extend_from_slice(b"]]");
        }
        out.extend_from_slice(if calls == 0 { b"{}\n" } else { b"}\n" });
        JsonlWriter { next: calls }
    }

    /// Starts a single line with the result of a call. Append the output's JSON next.
    pub fn open_result(&self, call: usize, out: &mut Vec<u8>) {
        chunk(call as u64, 0, out);
        out.extend_from_slice(b"[[{\"result\":{\"data\":");
    }

    /// Ends the line that [`open_result`](JsonlWriter::open_result) started.
    pub fn close_result(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"}}]]]\n");
    }

    /// Appends the error of a call.
    pub fn write_error(&self, call: usize, failure: &ErrorResponse, out: &mut Vec<u8>) {
        chunk(call as u64, 0, out);
        out.extend_from_slice(b"[[");
        failure.write_envelope(out);
        out.extend_from_slice(b"]]]\n");
    }

    /// Defines the output of a call as a stream.
    pub fn define_stream(&mut self, call: usize, out: &mut Vec<u8>) -> AsyncIterable {
        AsyncIterable(self.define_output(call, ASYNC_ITERABLE, out))
    }

    /// Defines the output of a call as an object with deferred fields. The returned promise is for the object itself.
    ///
    /// Definitions refer to fields of the value in their own line, so the object needs a line to itself.
    pub fn define_object(&mut self, call: usize, out: &mut Vec<u8>) -> Promise {
        Promise(self.define_output(call, PROMISE, out))
    }

    /// Ends a line whose value has no definitions.
    pub fn close_chunk(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"]]]\n");
    }

    /// Ends the value of a line that continues with definitions.
    pub fn close_chunk_value(&self, out: &mut Vec<u8>) {
        out.push(b']');
    }

    /// Defines `field` of the value as deferred. In the value itself, the field is a placeholder, usually `0`.
    pub fn define_promise(&mut self, field: &str, out: &mut Vec<u8>) -> Promise {
        Promise(self.define(field, PROMISE, out))
    }

    /// Defines `field` of the value as a stream. In the value itself, the field is a placeholder, usually `0`.
    pub fn define_iterable(&mut self, field: &str, out: &mut Vec<u8>) -> AsyncIterable {
        AsyncIterable(self.define(field, ASYNC_ITERABLE, out))
    }

    /// Appends the closing brackets of a line that contains definitions.
    pub fn close_definitions(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"]]\n");
    }

    /// Defines the path from a call to its output in two steps: `result`, then `data`.
    fn define_output(&mut self, call: usize, kind: u64, out: &mut Vec<u8>) -> u64 {
        chunk(call as u64, 0, out);
        out.extend_from_slice(b"[[{\"result\":0}]");
        let result = self.define("result", PROMISE, out);
        self.close_definitions(out);
        chunk(result, 0, out);
        out.extend_from_slice(b"[[{\"data\":0}]");
        let data = self.define("data", kind, out);
        self.close_definitions(out);
        data
    }

    fn define(&mut self, field: &str, kind: u64, out: &mut Vec<u8>) -> u64 {
        let id = self.next;
        self.next += 1;
        out.extend_from_slice(b",[");
        push_string(out, field);
        out.push(b',');
        push_number(out, kind);
        out.push(b',');
        push_number(out, id);
        out.push(b']');
        id
    }
}

impl Promise {
    /// Starts the line that resolves the promise. Append the value's JSON next.
    pub fn open(self, out: &mut Vec<u8>) {
        chunk(self.0, 0, out);
        out.extend_from_slice(b"[[");
    }

    /// Rejects the promise with an error.
    pub fn reject(self, failure: &ErrorResponse, out: &mut Vec<u8>) {
        error(self.0, 1, failure, out);
    }
}

impl AsyncIterable {
    /// Starts the line of the stream's next value. Append the value's JSON next.
    pub fn open(&self, out: &mut Vec<u8>) {
        chunk(self.0, 1, out);
        out.extend_from_slice(b"[[");
    }

    /// Appends the end of the stream.
    pub fn finish(self, out: &mut Vec<u8>) {
        chunk(self.0, 0, out);
        out.extend_from_slice(b"[[]]]\n");
    }

    /// Appends the error that ends the stream.
    pub fn fail(self, failure: &ErrorResponse, out: &mut Vec<u8>) {
        error(self.0, 2, failure, out);
    }
}

/// Appends `[id,status,`.
fn chunk(id: u64, status: u64, out: &mut Vec<u8>) {
    out.push(b'[');
    push_number(out, id);
    out.push(b',');
    push_number(out, status);
    out.push(b',');
}

fn error(id: u64, status: u64, failure: &ErrorResponse, out: &mut Vec<u8>) {
    chunk(id, status, out);
    failure.write_error(out);
    out.extend_from_slice(b"]\n");
}

#[cfg(test)]
mod tests;
