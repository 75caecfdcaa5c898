//! JSON Lines: a batch whose results are sent as they complete (`docs/protocol.md#json-lines`).
//!
//! Each line is a value and the deferred values that it defines. Functions append to a buffer: open a chunk, serialize the value, then
//! call [`JsonlWriter::close_chunk`], or [`JsonlWriter::close_chunk_value`] and definitions. A [`Promise`] or an [`AsyncIterable`] is only
//! created by its definition, so a definition always precedes its chunks; settling a promise consumes it.

use crate::{
    ErrorResponse,
    json::{push_number, push_string},
};

/// Content type of JSON Lines, as sent in `trpc-accept` or `accept`.
pub const APPLICATION_JSONL: &str = "application/jsonl";

/// Keep-alive between two lines; it is not a line of its own.
pub const JSONL_KEEP_ALIVE: &[u8] = b" ";

/// Writer for one response. It assigns the ids of its chunks.
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

/// Deferred value.
#[derive(Debug)]
#[must_use = "the client waits for the value"]
pub struct Promise(u64);

/// Deferred stream of values.
#[derive(Debug)]
#[must_use = "the client waits for the end"]
pub struct AsyncIterable(u64);

/// Kind in a definition: a promise.
const PROMISE: u64 = 0;
/// Kind in a definition: a stream.
const ASYNC_ITERABLE: u64 = 1;

impl JsonlWriter {
    /// Starts a response to `calls` calls. The first line promises one result for each, with ids from 0.
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

    /// Starts the result of a call in one line; the output's JSON follows.
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

    /// Defines the output of a call as an object with deferred fields; the promise is for the object itself.
    ///
    /// A definition names a field of the value in its own line, so the object needs a separate line.
    pub fn define_object(&mut self, call: usize, out: &mut Vec<u8>) -> Promise {
        Promise(self.define_output(call, PROMISE, out))
    }

    /// Ends the line of a value without definitions.
    pub fn close_chunk(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"]]]\n");
    }

    /// Ends the value of a line; definitions follow.
    pub fn close_chunk_value(&self, out: &mut Vec<u8>) {
        out.push(b']');
    }

    /// Defines `field` of the value as deferred. The value contains a placeholder there, usually `0`.
    pub fn define_promise(&mut self, field: &str, out: &mut Vec<u8>) -> Promise {
        Promise(self.define(field, PROMISE, out))
    }

    /// Defines `field` of the value as a stream. The value contains a placeholder there.
    pub fn define_iterable(&mut self, field: &str, out: &mut Vec<u8>) -> AsyncIterable {
        AsyncIterable(self.define(field, ASYNC_ITERABLE, out))
    }

    /// Ends a line after its last definition.
    pub fn close_definitions(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"]]\n");
    }

    /// Defines the two steps from a call to its output: `result`, then `data`.
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
    /// Starts the line of the value; its JSON follows.
    pub fn open(self, out: &mut Vec<u8>) {
        chunk(self.0, 0, out);
        out.extend_from_slice(b"[[");
    }

    /// Appends the error of the value.
    pub fn reject(self, failure: &ErrorResponse, out: &mut Vec<u8>) {
        error(self.0, 1, failure, out);
    }
}

impl AsyncIterable {
    /// Starts the line of one value; its JSON follows.
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
