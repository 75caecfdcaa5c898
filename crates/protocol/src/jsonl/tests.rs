use super::*;
use crate::Code;

fn text(out: Vec<u8>) -> Vec<String> {
    let text = String::from_utf8(out).unwrap();
    assert!(text.ends_with('\n'), "the last line has its end");
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for line in &lines {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    lines
}

#[test]
fn defines_a_stream_in_two_steps() {
    let mut out = Vec::new();
    let mut lines = JsonlWriter::start(1, &mut out);
    let iter = lines.define_stream(0, &mut out);
    for value in [&b"1"[..], b"{\"n\":2}"] {
        iter.open(&mut out);
        out.extend_from_slice(value);
        lines.close_chunk(&mut out);
    }
    iter.finish(&mut out);
    assert_eq!(
        text(out),
        [
            r#"{"0":[[0],[null,0,0]]}"#,
            r#"[0,0,[[{"result":0}],["result",0,1]]]"#,
            r#"[1,0,[[{"data":0}],["data",1,2]]]"#,
            "[2,1,[[1]]]",
            r#"[2,1,[[{"n":2}]]]"#,
            "[2,0,[[]]]",
        ]
    );
}

#[test]
fn ends_a_failed_stream_with_its_error() {
    let mut out = Vec::new();
    let mut lines = JsonlWriter::start(1, &mut out);
    lines
        .define_stream(0, &mut out)
        .fail(&ErrorResponse::new(Code::Conflict, "mid-stream").with_path("iterErr"), &mut out);
    assert_eq!(
        text(out).last().unwrap(),
        r#"[2,2,{"message":"mid-stream","code":-32009,"data":{"code":"CONFLICT","httpStatus":409,"path":"iterErr"}}]"#
    );
}

#[test]
fn defines_deferred_fields_after_their_object() {
    let mut out = Vec::new();
    let mut lines = JsonlWriter::start(1, &mut out);
    lines.define_object(0, &mut out).open(&mut out);
    out.extend_from_slice(br#"{"now":1,"later":0,"gen":0}"#);
    lines.close_chunk_value(&mut out);
    let later = lines.define_promise("later", &mut out);
    let items = lines.define_iterable("gen", &mut out);
    lines.close_definitions(&mut out);
    items.open(&mut out);
    out.extend_from_slice(b"\"g1\"");
    lines.close_chunk(&mut out);
    later.open(&mut out);
    out.extend_from_slice(b"\"x\"");
    lines.close_chunk(&mut out);
    items.finish(&mut out);
    assert_eq!(
        text(out)[1..],
        [
            r#"[0,0,[[{"result":0}],["result",0,1]]]"#,
            r#"[1,0,[[{"data":0}],["data",0,2]]]"#,
            r#"[2,0,[[{"now":1,"later":0,"gen":0}],["later",0,3],["gen",1,4]]]"#,
            r#"[4,1,[["g1"]]]"#,
            r#"[3,0,[["x"]]]"#,
            "[4,0,[[]]]",
        ]
    );
}

#[test]
fn rejects_a_field_with_the_error_object() {
    let mut out = Vec::new();
    let mut lines = JsonlWriter::start(1, &mut out);
    lines.define_object(0, &mut out).open(&mut out);
    out.extend_from_slice(br#"{"later":0}"#);
    lines.close_chunk_value(&mut out);
    let later = lines.define_promise("later", &mut out);
    lines.close_definitions(&mut out);
    later.reject(&ErrorResponse::new(Code::NotFound, "late").with_path("deferredErr"), &mut out);
    assert_eq!(
        text(out).last().unwrap(),
        r#"[3,1,{"message":"late","code":-32004,"data":{"code":"NOT_FOUND","httpStatus":404,"path":"deferredErr"}}]"#
    );
}

#[test]
fn never_reuses_an_id() {
    let mut out = Vec::new();
    let mut lines = JsonlWriter::start(3, &mut out);
    let (first, second) = (lines.define_stream(2, &mut out), lines.define_stream(0, &mut out));
    first.finish(&mut out);
    second.finish(&mut out);
    let lines = text(out);
    assert_eq!(lines[lines.len() - 2..], ["[4,0,[[]]]", "[6,0,[[]]]"]);
}
