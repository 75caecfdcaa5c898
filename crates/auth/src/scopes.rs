//! What a token allows.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The claim `scope`: words with spaces between (RFC 8693, section 4.2; RFC 6749, section 3.3). A list of words, as some issuers write
/// it, is read too.
///
/// # Example
///
/// ```
/// use isotype_auth::Scopes;
///
/// let scopes: Scopes = serde_json::from_str(r#""posts:read posts:write""#)?;
/// assert!(scopes.has("posts:write"));
/// assert!(!scopes.has("posts"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes(BTreeSet<String>);

impl Scopes {
    /// Those that are in both.
    #[must_use]
    pub fn intersection(&self, others: &Scopes) -> Scopes {
        self.0.intersection(&others.0).cloned().collect()
    }

    /// Whether it is among them, as a whole word.
    pub fn contains(&self, scope: &str) -> bool {
        self.0.contains(scope)
    }
}

impl<T: Into<String>> FromIterator<T> for Scopes {
    fn from_iter<I: IntoIterator<Item = T>>(scopes: I) -> Scopes {
        Scopes(scopes.into_iter().map(Into::into).collect())
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, scope) in self.0.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(f, "{space}{scope}")?;
        }
        Ok(())
    }
}

impl Serialize for Scopes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Scopes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Scopes, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum ScopeRepr {
            Delimited(String),
            List(BTreeSet<String>),
        }
        Ok(match ScopeRepr::deserialize(deserializer)? {
            ScopeRepr::Delimited(words) => words.split(' ').filter(|word| !word.is_empty()).collect(),
            ScopeRepr::List(list) => Scopes(list),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_written_as_words_and_read_as_a_list_too() {
        let scopes: Scopes = serde_json::from_str(r#"["b","a"]"#).unwrap();
        assert_eq!(serde_json::to_string(&scopes).unwrap(), r#""a b""#);
        assert_eq!(serde_json::from_str::<Scopes>(r#"" a  b ""#).unwrap(), scopes);
        assert!(!Scopes::default().contains(""));
    }
}
