//! Rules for procedure names.

/// tRPC's clients give these a meaning of their own at the end of a path; `then` makes a namespace look like a promise.
const RESERVED: &[&str] = &["then", "call", "apply", "_def", "createCaller"];

/// Says what is wrong with a name, if anything.
///
/// Names go into URLs as they are and into TypeScript as nested properties, so commas, slashes, percent signs, blanks
/// and empty parts are out.
pub(crate) fn invalid_name_reason(name: &str) -> Option<String> {
    for part in name.split('.') {
        if part.is_empty() {
            return Some("it has an empty part".to_owned());
        }
        if RESERVED.contains(&part) {
            return Some(format!("\"{part}\" is reserved"));
        }
        if let Some(bad) = part
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
    fn names_of_objects_prototype_are_names_like_any_other() {
        for good in ["toString", "__proto__", "posts.list", "a-b_c", "query", "grüße"] {
            assert_eq!(invalid_name_reason(good), None, "{good}");
        }
    }

    #[test]
    fn what_would_break_a_url_or_a_client_is_refused() {
        for bad in ["", "a..b", ".a", "a,b", "a/b", "a%2Cb", "a b", "posts.then", "_def"] {
            assert!(invalid_name_reason(bad).is_some(), "{bad}");
        }
    }
}
