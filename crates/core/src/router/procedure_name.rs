//! Rules for procedure names.

/// Segments with a special meaning in tRPC's client proxies. `then` would make a namespace look like a promise.
const RESERVED: &[&str] = &["then", "call", "apply", "_def", "createCaller"];

/// Returns the reason why a name is invalid, or `None` if it is valid.
///
/// A name becomes part of a URL path, and its segments become nested properties in TypeScript.
pub(crate) fn invalid_name_reason(name: &str) -> Option<String> {
    for segment in name.split('.') {
        if segment.is_empty() {
            return Some("it contains an empty segment".to_owned());
        }
        if RESERVED.contains(&segment) {
            return Some(format!("`{segment}` is reserved"));
        }
        if let Some(bad) = segment
            .chars()
            .find(|c| matches!(c, ',' | '/' | '%' | '?' | '#' | '"' | '\\') || c.is_whitespace() || c.is_control())
        {
            return Some(format!("it contains {bad:?}"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_names_of_object_prototype_members() {
        for good in ["toString", "__proto__", "posts.list", "a-b_c", "query", "grüße"] {
            assert_eq!(invalid_name_reason(good), None, "{good}");
        }
    }

    #[test]
    fn rejects_names_that_break_urls_or_clients() {
        for bad in ["", "a..b", ".a", "a,b", "a/b", "a%2Cb", "a b", "posts.then", "_def"] {
            assert!(invalid_name_reason(bad).is_some(), "{bad}");
        }
    }
}
