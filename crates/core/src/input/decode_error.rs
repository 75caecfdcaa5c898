//! Which part of an input does not decode.

use std::fmt::Write;

use serde_json::Error;

/// One step on the way into a JSON text.
enum PathSegment<'a> {
    Key(&'a str),
    Index(usize),
}

/// What is wrong with a JSON text, and where: for data that does not fit, by the way there as clients write it, `items[0].createdAt`.
///
/// Found in the text, which costs nothing where all is well, and costs no procedure another decoder.
pub(crate) fn describe_decode_error(json: &str, error: &Error) -> String {
    let (text, line, column) = (error.to_string(), error.line(), error.column());
    let Some(reason) = text.strip_suffix(&format!(" at line {line} column {column}")).filter(|_| error.is_data())
    else {
        return text;
    };
    let lines: usize = json.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    match path_at_end(json.get(..lines + column).unwrap_or(json)) {
        way if way.is_empty() => reason.to_owned(),
        way => format!("{way}: {reason}"),
    }
}

/// The way to where this beginning of a JSON text ends.
fn path_at_end(json: &str) -> String {
    let mut steps = Vec::new();
    let mut is_key = false;
    let mut rest = json.char_indices();
    while let Some((at, character)) = rest.next() {
        match character {
            '{' => {
                steps.push(PathSegment::Key(""));
                is_key = true;
            }
            '[' => steps.push(PathSegment::Index(0)),
            '}' | ']' => drop(steps.pop()),
            ':' => is_key = false,
            ',' => match steps.last_mut() {
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
                if let (true, Some(PathSegment::Key(name))) = (is_key, steps.last_mut()) {
                    *name = json.get(at + 1..end).unwrap_or_default();
                }
            }
            _ => {}
        }
    }
    // What opens there is what does not fit, and not what is in it.
    if json.ends_with(['{', '[']) {
        steps.pop();
    }
    let mut way = String::new();
    for step in steps {
        let dot = if way.is_empty() { "" } else { "." };
        // Writing to a string does not fail.
        let _ = match step {
            PathSegment::Key(name) => write!(way, "{dot}{name}"),
            PathSegment::Index(index) => write!(way, "[{index}]"),
        };
    }
    way
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Post {
        #[expect(dead_code, reason = "it is decoded only")]
        title: String,
        #[serde(default)]
        #[expect(dead_code, reason = "it is decoded only")]
        tags: Vec<(u8, String)>,
        #[serde(default)]
        #[expect(dead_code, reason = "it is decoded only")]
        answers: Vec<Post>,
    }

    fn of(json: &str) -> String {
        describe_decode_error(json, &serde_json::from_str::<Post>(json).unwrap_err())
    }

    #[test]
    fn data_is_told_by_the_way_there() {
        for (json, way, reason) in [
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
            assert_eq!(of(json), format!("{way}{reason}"), "{json}");
        }
    }

    #[test]
    fn text_that_is_no_json_is_told_by_line_and_column() {
        assert_eq!(of("{\"title\":\n x}"), "expected value at line 2 column 2");
        assert_eq!(of(r#"{"title":"#), "EOF while parsing a value at line 1 column 9");
    }
}
