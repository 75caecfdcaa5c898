//! Nesting depth of JSON, measured without parsing it.

/// Returns `true` if the arrays and objects in `json` are nested at most `limit` levels deep.
/// Makes one pass, without recursion. serde_json itself limits typed inputs to 128 levels. This check also covers JSON
/// that is forwarded without being parsed.
///
/// # Example
///
/// ```
/// use isotype_protocol::is_within_depth;
///
/// assert!(is_within_depth(br#"{"a":["[[["]}"#, 2));
/// assert!(!is_within_depth(b"[[[]]]", 2));
/// ```
pub fn is_within_depth(json: &[u8], limit: usize) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => {
                depth += 1;
                if depth > limit {
                    return false;
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignores_brackets_in_strings() {
        assert!(is_within_depth(br#"["\"[[[","\\",[1]]"#, 2));
        assert!(!is_within_depth(br#"["\\",[[1]]]"#, 2));
    }

    #[test]
    fn counts_nesting_and_not_siblings() {
        assert!(is_within_depth(b"[[],[],{},{}]", 2));
        assert!(is_within_depth(b"]]]][[", 2));
    }
}
