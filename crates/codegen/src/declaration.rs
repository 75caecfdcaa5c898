//! One type's declaration, as people would have written it.

use specta::datatype::{DataType, Fields, NamedDataType};

/// Turns `export type X = {...};` into an interface where it is a plain object, and tabs into blanks.
pub(crate) fn tidy(named: &NamedDataType, printed: &str) -> String {
    let text: String = printed.trim().replace('\r', "").lines().map(|line| indent(line.trim_end()) + "\n").collect();
    let text = text.replace("/**  ", "/** ");
    if is_object(named) { interface(&text).unwrap_or(text) } else { alias(&text) }
}

/// An alias whose variants have comments begins on a line of its own: what follows is indented.
fn alias(text: &str) -> String {
    let Some((head, body)) = text.split_once(" =\n") else { return text.to_owned() };
    let body: String = body.lines().map(|line| format!("  {line}\n")).collect();
    format!("{head} =\n{body}")
}

fn indent(line: &str) -> String {
    let rest = line.trim_start_matches('\t');
    let rest = rest.strip_prefix(" *  ").map_or_else(|| rest.to_owned(), |docs| format!(" * {docs}"));
    "  ".repeat(line.len() - line.trim_start_matches('\t').len()) + &rest
}

fn is_object(named: &NamedDataType) -> bool {
    matches!(&named.ty, Some(DataType::Struct(object)) if matches!(object.fields, Fields::Named(_)))
}

/// An alias to an intersection or to `Record<..>` stays an alias.
fn interface(text: &str) -> Option<String> {
    let start = text.find("export type ")?;
    let (docs, declaration) = text.split_at(start);
    let (head, body) = declaration.strip_prefix("export type ")?.split_once(" = ")?;
    let body = body.trim_end().strip_suffix(';')?;
    let alone = body.starts_with('{') && closing(body) == Some(body.len() - 1);
    alone.then(|| format!("{docs}export interface {head} {}\n", members(body)))
}

/// An interface's members end in semicolons; what is deeper inside stays as it is.
fn members(body: &str) -> String {
    let member = |line: &str| line.starts_with("  ") && !line.starts_with("   ");
    let lines = body.lines().map(|line| match line.strip_suffix(',') {
        Some(rest) if member(line) => format!("{rest};"),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Where the first brace is closed, strings and comments left aside.
fn closing(body: &str) -> Option<usize> {
    let (mut depth, mut rest) = (0_usize, body);
    while let Some(c) = rest.chars().next() {
        let step = match c {
            '"' => 1 + string_end(&rest[1..])?,
            '/' if rest.starts_with("/*") => rest.find("*/")? + 2,
            _ => c.len_utf8(),
        };
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(body.len() - rest.len());
        }
        rest = &rest[step..];
    }
    None
}

fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brace_in_a_name_or_a_comment_closes_nothing() {
        assert_eq!(closing(r#"{ "}\"}": /* } */ { a: 1 } }"#), Some(27));
        assert_eq!(closing("{ a: 1 } & { b: 2 }"), Some(7));
        assert_eq!(closing("{ a: 1"), None);
    }

    #[test]
    fn commented_variants_are_indented() {
        assert_eq!(alias("export type A =\n/** B. */\n\"b\";\n"), "export type A =\n  /** B. */\n  \"b\";\n");
        assert_eq!(alias("export type A = string;\n"), "export type A = string;\n");
    }

    #[test]
    fn only_a_lone_object_becomes_an_interface() {
        assert_eq!(interface("export type A = { b: 1 };\n").as_deref(), Some("export interface A { b: 1 }\n"));
        assert_eq!(
            interface("export type A = {\n  a: {\n    b: 1,\n  },\n};\n").as_deref(),
            Some("export interface A {\n  a: {\n    b: 1,\n  };\n}\n")
        );
        assert_eq!(interface("export type A = { b: 1 } & B;\n"), None);
        assert_eq!(interface("export type A = Record<string, never>;\n"), None);
    }
}
