//! Error messages for JSON inputs that cannot be decoded.

use std::fmt::Write;

use serde_json::Error;

/// Segment of the path to a JSON value.
enum PathSegment<'a> {
    Key(&'a str),
    Index(usize),
}

/// Formats a decoding error. For data of the wrong shape, the message starts with the path as clients write it:
/// `items[0].createdAt`.
///
/// The path is derived from the JSON text and the error's position. A valid input therefore costs nothing, and no
/// second decoder is generated per procedure.
pub(crate) fn describe_decode_error(json: &str, error: &Error) -> String {
    let (text, line, column) = (error.to_string(), error.line(), error.column());
    let Some(reason) = text.strip_suffix(&format!(" at line {line} column {column}")).filter(|_| error.is_data())
    else {
        return text;
    };
    let lines: usize = json.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    match path_at_end(json.get(..lines + column).unwrap_or(json)) {
        path if path.is_empty() => reason.to_owned(),
        path => format!("{path}: {reason}"),
    }
}

/// Returns the path of the value at which a prefix of a JSON text ends.
fn path_at_end(json: &str) -> String {
    let mut segments = Vec::new();
    let mut is_key = false;
    let mut rest = json.char_indices();
    while let Some((at, character)) = rest.next() {
        match character {
            '{' => {
                segments.push(PathSegment::Key(""));
                is_key = true;
            }
            '[' => segments.push(PathSegment::Index(0)),
            '}' | ']' => drop(segments.pop()),
            ':' => is_key = false,
            ',' => match segments.last_mut() {
                Some(PathSegment::Index(index)) => *index += 1,
                Some(PathSegment::Key(_)) => is_key = true,
                None => {}
            },
            '"' => {
                let mut escaped = false;
                let end = rest.find(|(_, next)| {
                    let ends = *next == '"' && !escaped;
                    escaped = *next == '\\' && !escaped;
                    ends
                });
                let end = end.map_or(json.len(), |(end, _)| end);
                if let (true, Some(PathSegment::Key(name))) = (is_key, segments.last_mut()) {
                    *name = json.get(at + 1..end).unwrap_or_default();
                }
            }
            _ => {}
        }
    }
    // A trailing opening bracket belongs to the mismatched value itself, not to a value inside it.
    if json.ends_with(['{', '[']) {
        segments.pop();
    }
    let mut path = String::new();
    for segment in segments {
        let dot = if path.is_empty() { "" } else { "." };
        // Writing to a string cannot fail.
        let _ = match segment {
            PathSegment::Key(name) => write!(path, "{dot}{name}"),
            PathSegment::Index(index) => write!(path, "[{index}]"),
        };
    }
    path
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Post {
        #[expect(dead_code, reason = "only decoded")]
        title: String,
        #[serde(default)]
        #[expect(dead_code, reason = "only decoded")]
        tags: Vec<(u8, String)>,
        #[serde(default)]
        #[expect(dead_code, reason = "only decoded")]
        answers: Vec<Post>,
    }

    fn message(json: &str) -> String {
        describe_decode_error(json, &serde_json::from_str::<Post>(json).unwrap_err())
    }

    #[test]
    fn prefixes_data_errors_with_the_path() {
        for (json, path, reason) in [
            (r#"{"title":7}"#, "title: ", "invalid type: integer `7`, expected a string"),
            (r#"{"title":[1]}"#, "title: ", "invalid type: sequence, expected a string"),
            (r#"{"title":{"a":1}}"#, "title: ", "invalid type: map, expected a string"),
            (
                "{\n  \"title\": \"a, b: {[\",\n  \"tags\": 1}",
                "tags: ",
                "invalid type: integer `1`, expected a sequence",
            ),
            (
                r#"{"title":"\"","tags":[[1,"é"],[300,""]]}"#,
                "tags[1][0]: ",
                "invalid value: integer `300`, expected u8",
            ),
            (r#"{"title":"","answers":[{"title":""},{}]}"#, "answers[1]: ", "missing field `title`"),
            (
                r#"{"title":"","answers":[{"title":"","answers":[{"title":null}]}]}"#,
                "answers[0].answers[0].title: ",
                "invalid type: null, expected a string",
            ),
            (
                r#"{"title":"","titel":1}"#,
                "titel: ",
                "unknown field `titel`, expected one of `title`, `tags`, `answers`",
            ),
            ("{}", "", "missing field `title`"),
            ("7", "", "invalid type: integer `7`, expected struct Post"),
        ] {
            assert_eq!(message(json), format!("{path}{reason}"), "{json}");
        }
    }

    #[test]
    fn reports_syntax_errors_by_line_and_column() {
        assert_eq!(message("{\"title\":\n x}"), "expected value at line 2 column 2");
        assert_eq!(message(r#"{"title":"#), "EOF while parsing a value at line 1 column 9");
    }
}
