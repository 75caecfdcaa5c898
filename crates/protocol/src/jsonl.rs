//! JSON Lines: a batch whose results come as they complete (protocol section 3).
//!
//! A line is a value with what it defines. Every writer appends to a buffer: open, the value's JSON straight behind it,
//! then [`Lines::close`], or [`Lines::shut`] with definitions behind it. Definitions stand before their chunks, since a
//! [`Promise`] or [`AsyncIterable`] is only had by defining it; and a promise is answered once, since that takes it.

use crate::{
    ErrorResponse,
    json::{push_number, push_string},
};

/// What a client accepts that wants JSON Lines: in `trpc-accept`, or in `accept`.
pub const APPLICATION_JSONL: &str = "application/jsonl";

/// A sign of life, at any time between two lines: no line of its own.
pub const JSONL_KEEP_ALIVE: &[u8] = b" ";

/// Writes one response; counts its ids.
///
/// # Example
///
/// ```
/// use isotype_protocol::{Code, Failure, Lines};
///
/// let mut out = Vec::new();
/// let mut lines = Lines::head(2, &mut out);
/// lines.open_value(0, &mut out);
/// out.extend_from_slice(b"\"pong\"");
/// lines.close_value(&mut out);
/// lines.failed(1, &Failure::new(Code::NotFound, "no"), &mut out);
/// let lines = String::from_utf8(out).unwrap();
/// assert!(lines.starts_with("{\"0\":[[0],[null,0,0]],\"1\":[[0],[null,0,1]]}\n[0,0,[[{\"result\":{\"data\":\"pong\"}}]]]\n"));
/// assert!(lines.ends_with("[1,0,[[{\"error\":{\"message\":\"no\",\"code\":-32004,\"data\":{\"code\":\"NOT_FOUND\",\"httpStatus\":404}}}]]]\n"));
/// ```
#[derive(Debug)]
pub struct JsonlWriter {
    next: u64,
}

/// A value to come, once.
#[derive(Debug)]
#[must_use = "the client waits for it"]
pub struct Promise(u64);

/// Values to come, and an end.
#[derive(Debug)]
#[must_use = "the client waits for its end"]
pub struct AsyncIterable(u64);

/// The second number of a definition.
const PROMISE: u64 = 0;
const ASYNC_ITERABLE: u64 = 1;

impl JsonlWriter {
    /// Begins a response to `calls` calls: the head promises one result for each, under the ids from 0.
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

    /// Begins the whole result of a call in one line; the output's JSON goes straight behind it.
    pub fn open_result(&self, call: usize, out: &mut Vec<u8>) {
        chunk(call as u64, 0, out);
        out.extend_from_slice(b"[[{\"result\":{\"data\":");
    }

    /// Ends the line that [`open_value`](Lines::open_value) began.
    pub fn close_result(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"}}]]]\n");
    }

    /// Appends that a call failed.
    pub fn write_error(&self, call: usize, failure: &ErrorResponse, out: &mut Vec<u8>) {
        chunk(call as u64, 0, out);
        out.extend_from_slice(b"[[");
        failure.write_envelope(out);
        out.extend_from_slice(b"]]]\n");
    }

    /// Appends that the output of a call is a stream.
    pub fn define_stream(&mut self, call: usize, out: &mut Vec<u8>) -> AsyncIterable {
        AsyncIterable(self.define_output(call, ASYNC_ITERABLE, out))
    }

    /// Appends that the output of a call is an object with fields to come; the promise is of the object itself.
    ///
    /// A definition names a field of its own line's value only, so the object needs a line of its own.
    pub fn define_object(&mut self, call: usize, out: &mut Vec<u8>) -> Promise {
        Promise(self.define_output(call, PROMISE, out))
    }

    /// Behind the value of a line that was opened by a promise or an iterable and defines nothing.
    pub fn close_chunk(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"]]]\n");
    }

    /// Behind the value of a line that goes on with definitions.
    pub fn close_chunk_value(&self, out: &mut Vec<u8>) {
        out.push(b']');
    }

    /// Defines that `field` of the value, which has a placeholder there (any JSON, as a rule `0`), comes later.
    pub fn define_promise(&mut self, field: &str, out: &mut Vec<u8>) -> Promise {
        Promise(self.define(field, PROMISE, out))
    }

    /// Defines that `field` of the value, which has a placeholder there, is a stream.
    pub fn define_iterable(&mut self, field: &str, out: &mut Vec<u8>) -> AsyncIterable {
        AsyncIterable(self.define(field, ASYNC_ITERABLE, out))
    }

    /// Behind the last definition of a line.
    pub fn close_definitions(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"]]\n");
    }

    /// The two hops from a call to its output: `result`, then `data`.
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
    /// Begins the line of its value; the JSON goes straight behind it.
    pub fn open(self, out: &mut Vec<u8>) {
        chunk(self.0, 0, out);
        out.extend_from_slice(b"[[");
    }

    /// Appends that it failed.
    pub fn reject(self, failure: &ErrorResponse, out: &mut Vec<u8>) {
        error(self.0, 1, failure, out);
    }
}

impl AsyncIterable {
    /// Begins the line of one value; the JSON goes straight behind it.
    pub fn open(&self, out: &mut Vec<u8>) {
        chunk(self.0, 1, out);
        out.extend_from_slice(b"[[");
    }

    /// Appends that it came to its end.
    pub fn finish(self, out: &mut Vec<u8>) {
        chunk(self.0, 0, out);
        out.extend_from_slice(b"[[]]]\n");
    }

    /// Appends that it failed.
    pub fn fail(self, failure: &ErrorResponse, out: &mut Vec<u8>) {
        error(self.0, 2, failure, out);
    }
}

/// `[id,status,`
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
