//! Generation of JSDoc comments.

use isotype_contract::Procedure;

/// Returns a procedure's comment: its docs, guards and declared errors.
pub(crate) fn procedure(procedure: &Procedure, indent: &str) -> String {
    let mut parts = vec![procedure.docs.clone()];
    if !procedure.guards.is_empty() {
        parts.push(format!("Requires `{}`.", procedure.guards.join("`, `")));
    }
    let variants = procedure.errors.iter().flat_map(|error| &error.variants);
    let errors: Vec<_> = variants.map(|variant| format!("`{}` ({})", variant.name, variant.code)).collect();
    if !errors.is_empty() {
        parts.push(format!("@throws {}", errors.join(", ")));
    }
    parts.retain(|part| !part.is_empty());
    comment(&parts.join("\n\n"), procedure.deprecated.as_deref(), indent)
}

/// Returns a declaration's comment, with `indent` before each line, or an empty string if there are no docs and no
/// deprecation.
pub(crate) fn comment(docs: &str, deprecated: Option<&str>, indent: &str) -> String {
    let mut lines: Vec<String> = docs.lines().map(|line| line.replace("*/", "*\\/")).collect();
    if let Some(note) = deprecated {
        let note = note.replace("*/", "*\\/").replace(['\r', '\n'], " ");
        lines.push(format!("@deprecated {note}").trim_end().to_owned());
    }
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let body: String =
                lines.iter().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n").collect();
            format!("{indent}/**\n{body}{indent} */\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_comment_terminators() {
        assert_eq!(comment("Ends */ here.", None, ""), "/** Ends *\\/ here. */\n");
        assert_eq!(comment("", Some("*/ x"), ""), "/** @deprecated *\\/ x */\n");
    }

    #[test]
    fn formats_several_lines_and_deprecation_without_note() {
        assert_eq!(
            comment("One.\n\nTwo.", Some(""), "  "),
            "  /**\n   * One.\n   *\n   * Two.\n   * @deprecated\n   */\n"
        );
        assert_eq!(comment("", None, "  "), "");
    }
}
