//! Tests that forms are parsed in chunks of any size, and that malformed or oversized forms are rejected.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

use bytes::Bytes;
use futures_util::{FutureExt, StreamExt, stream};
use isotype_lowering::specta;
use serde::Deserialize;

use super::*;
use crate::{Constraints, RawBody, Valid};

const TYPE: &str = "multipart/form-data; boundary=b";

#[derive(Debug, PartialEq, Deserialize, specta::Type, Validate)]
struct Photo {
    #[garde(length(chars, min = 1))]
    title: String,
    #[garde(range(max = 100))]
    width: u32,
}

impl Constraints for Photo {}

fn field(name: &str, text: &str) -> String {
    format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
}

fn file(name: &str, file_name: &str, text: &str) -> String {
    let head = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n");
    format!("{head}Content-Type: text/plain\r\n\r\n{text}\r\n")
}

fn photo() -> String {
    field("title", "a \u{e9}") + &field("width", "7")
}

/// Creates a body that arrives in chunks of `size` bytes.
fn body(text: &str, size: usize) -> RawBody {
    let chunks: Vec<_> = text.as_bytes().chunks(size).map(|chunk| Ok(Bytes::copy_from_slice(chunk))).collect();
    RawBody::new(TYPE, stream::iter(chunks))
}

/// Polls a future to completion without an async runtime.
fn run<F: Future>(future: F) -> F::Output {
    let mut future = Box::pin(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    for _ in 0..1_000_000 {
        if let std::task::Poll::Ready(output) = future.poll_unpin(&mut context) {
            return output;
        }
    }
    panic!("the future never completes")
}

fn decode<T: Input>(body: RawBody) -> Result<T, (Code, String)> {
    run(T::decode(RawInput::Body(body))).map_err(|error| {
        let failure = error.into_failure("form", &crate::Request::default(), &Default::default());
        (failure.code, failure.message.into_owned())
    })
}

fn bad<T>(message: &str) -> Result<T, (Code, String)> {
    Err((Code::BadRequest, message.to_owned()))
}

#[test]
fn reads_fields_and_files_in_chunks_of_any_size() {
    let text = photo() + &file("image", "a%22.txt", "one\r\n--\r\ntwo") + &file("more", "more", "") + "--b--\r\n";
    for size in 1..text.len() + 1 {
        let mut form: Form<Photo> = decode(body(&text, size)).unwrap();
        assert_eq!(form.fields, Photo { title: "a \u{e9}".into(), width: 7 });
        let file = run(form.next_file()).unwrap().unwrap();
        assert_eq!((file.name(), file.file_name(), file.content_type()), ("image", "a\".txt", Some("text/plain")));
        assert_eq!(run(file.collect(100)).unwrap(), "one\r\n--\r\ntwo", "in chunks of {size}");
        let file = run(form.next_file()).unwrap().unwrap();
        assert_eq!((file.name(), file.file_name()), ("more", "more"));
        assert!(run(form.next_file()).unwrap().is_none());
        assert!(run(form.next_file()).unwrap().is_none());
    }
}

#[test]
fn skips_unread_files() {
    let text = file("a", "a", &"x".repeat(200_000)) + &file("b", "b", "second") + "--b--";
    let mut form: Form = decode(body(&text, 1000)).unwrap();
    let mut first = run(form.next_file()).unwrap().unwrap();
    assert!(run(first.chunk()).unwrap().is_some());
    let second = run(form.next_file()).unwrap().unwrap();
    assert_eq!(run(second.collect(6)).unwrap(), "second");
}

#[test]
fn skips_file_inputs_without_a_file() {
    let empty_input = file("image", "", "");
    let text = empty_input.clone() + &photo() + &empty_input + &file("nameless", "", "bytes") + &empty_input + "--b--";
    for size in 1..text.len() + 1 {
        let mut form: Form<Photo> = decode(body(&text, size)).unwrap();
        assert_eq!(form.fields.width, 7, "a field may follow an empty file input");
        let file = run(form.next_file()).unwrap().unwrap();
        assert_eq!((file.name(), file.file_name()), ("nameless", ""));
        assert_eq!(run(file.collect(5)).unwrap(), "bytes", "in chunks of {size}");
        assert!(run(form.next_file()).unwrap().is_none());
    }
}

#[test]
fn rejects_fields_after_files() {
    let text = photo() + &file("image", "a", "") + &field("late", "1") + "--b--";
    let mut form: Form<Photo> = decode(body(&text, 50)).unwrap();
    assert!(run(form.next_file()).unwrap().is_some());
    let error = run(form.next_file()).unwrap_err();
    assert_eq!(error.to_string(), "field `late` follows a file: append fields before files");
}

#[test]
fn rejects_malformed_forms() {
    let malformed = "Failed to parse body as FormData.";
    for text in ["", "x", "--b", "--b\r\n\r\n", "--bc--", &field("a", "1"), "--b\r\nContent-Type: x\r\n\r\n1\r\n--b--"]
    {
        assert_eq!(decode::<Form>(body(text, 3)).map(drop), bad(malformed), "{text:?}");
    }
    let without_boundary = RawBody::new("multipart/form-data", stream::empty());
    assert_eq!(decode::<Form>(without_boundary).map(drop), bad(malformed));
    let mut broken: Form = decode(body(&file("a", "a", "half"), 10)).unwrap();
    let file = run(broken.next_file()).unwrap().unwrap();
    assert_eq!(run(file.collect(100)).unwrap_err().to_string(), malformed);
}

#[test]
fn accepts_an_empty_form() {
    assert!(decode::<Form>(body("--b--\r\n", 3)).is_ok());
    assert_eq!(decode::<Form<Photo>>(body("--b--", 3)).map(drop), bad("invalid input: missing field `title`"));
}

#[test]
fn rejects_other_media_types() {
    let message =
        |error: CallError| error.into_failure("form", &crate::Request::default(), &Default::default()).message;
    let json = run(<Form>::decode(RawInput::Json(Bytes::from("{}")))).unwrap_err();
    assert_eq!(message(json), "invalid input: this procedure takes multipart/form-data, not application/json");
    let raw = RawBody::new("application/octet-stream", stream::empty());
    let raw = run(<Form>::decode(RawInput::Body(raw))).unwrap_err();
    assert_eq!(message(raw), "invalid input: this procedure takes multipart/form-data, not application/octet-stream");
    let form = run(RawBody::decode(RawInput::Body(body("", 1)))).unwrap_err();
    assert!(message(form).starts_with("invalid input: this procedure takes application/octet-stream"));
    let form = run(String::decode(RawInput::Body(body("", 1)))).unwrap_err();
    assert!(message(form).starts_with("invalid input: this procedure takes application/json, not multipart"));
}

#[test]
fn limits_the_total_size_of_text_fields() {
    let text = photo() + "--b--";
    let sent = "title=a \u{e9}&width=7&".len();
    assert!(decode::<Form<Photo>>(body(&text, 9).form_text_limit(sent)).is_ok());
    let (code, message) = decode::<Form<Photo>>(body(&text, 9).form_text_limit(sent - 1)).map(drop).unwrap_err();
    assert_eq!((code, message), (Code::PayloadTooLarge, format!("text fields are larger than {} bytes", sent - 1)));
    let many = field("", "").repeat(100);
    assert_eq!(decode::<Form>(body(&many, 1000).form_text_limit(100)).map(drop).unwrap_err().0, Code::PayloadTooLarge);
}

#[test]
fn validates_fields() {
    let wide = field("title", "") + &field("width", "700") + "--b--";
    let (code, message) = decode::<Valid<Form<Photo>>>(body(&wide, 9)).map(drop).unwrap_err();
    assert_eq!(code, Code::BadRequest);
    assert!(message.starts_with("title: ") && message.contains("width: "), "{message}");
    let Valid(mut form) = decode::<Valid<Form<Photo>>>(body(&(photo() + &file("a", "a", "1") + "--b--"), 9)).unwrap();
    assert!(run(form.next_file()).unwrap().is_some());
}

#[test]
fn returns_the_error_of_the_body() {
    let chunks = [Ok(Bytes::from(field("title", "a"))), Err(BodyError::new(Code::PayloadTooLarge, "too much"))];
    let result = decode::<Form<Photo>>(RawBody::new(TYPE, stream::iter(chunks))).map(drop);
    assert_eq!(result, Err((Code::PayloadTooLarge, "too much".to_owned())));
}

/// Creates a body of `head` followed by `count` copies of `chunk`, and a counter of the bytes read from it.
fn counted(head: String, chunk: Bytes, count: usize) -> (RawBody, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    let counter = taken.clone();
    let chunks = stream::iter([Bytes::from(head)]).chain(stream::iter(std::iter::repeat_n(chunk, count)));
    let chunks = chunks.inspect(move |chunk| _ = counter.fetch_add(chunk.len(), Relaxed)).map(Ok);
    (RawBody::new(TYPE, chunks), taken)
}

#[test]
fn buffers_little_of_a_large_file() {
    let head = photo() + "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n";
    let (body, taken) = counted(head, Bytes::from(vec![b'x'; 64 * 1024]), 1024);
    let mut form: Form<Photo> = decode(body).unwrap();
    let mut file = run(form.next_file()).unwrap().unwrap();
    let mut given = 0;
    while let Ok(Some(chunk)) = run(file.chunk()) {
        given += chunk.len();
        let buffered = taken.load(Relaxed) - given;
        assert!(buffered <= 128 * 1024, "{buffered} bytes are buffered");
    }
    assert_eq!(given, 64 * 1024 * 1024);
}

#[test]
fn rejects_long_part_heads() {
    for head in ["", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nx: "] {
        let (body, taken) = counted(head.to_owned(), Bytes::from(vec![b'x'; 4096]), 25_600);
        assert_eq!(decode::<Form>(body).map(drop), bad("Failed to parse body as FormData."));
        assert!(taken.load(Relaxed) <= 72 * 1024, "{taken:?}");
    }
}
