//! How deep JSON is nested, told without reading it.

/// Whether `json` is nested no deeper than `limit` arrays and objects.
///
/// One pass without recursion, so that it can stand before any decoder. Typed inputs are bounded by serde_json anyway
/// (128 levels); this is for JSON that is passed on as it is.
///
/// # Example
///
/// ```
/// use isotype_protocol::within_depth;
///
/// assert!(within_depth(br#"{"a":["[[["]}"#, 2));
/// assert!(!within_depth(b"[[[]]]", 2));
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
    fn brackets_in_strings_do_not_count() {
        assert!(is_within_depth(br#"["\"[[[","\\",[1]]"#, 2));
        assert!(!is_within_depth(br#"["\\",[[1]]]"#, 2));
    }

    #[test]
    fn siblings_do_not_add_up() {
        assert!(is_within_depth(b"[[],[],{},{}]", 2));
        assert!(is_within_depth(b"]]]][[", 2));
    }
}
