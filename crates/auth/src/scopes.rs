//! OAuth scopes.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// OAuth scopes of an access token, for the `scope` claim.
///
/// Serializes as a space-separated string (RFC 8693, section 4.2; RFC 6749, section 3.3). Deserializes from such a
/// string, or from an array of strings, which some issuers send.
///
/// # Example
///
/// ```
/// use isotype_auth::Scopes;
///
/// let scopes: Scopes = serde_json::from_str(r#""posts:read posts:write""#)?;
/// assert!(scopes.contains("posts:write"));
/// assert!(!scopes.contains("posts"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes(BTreeSet<String>);

impl Scopes {
    /// Returns the scopes that are in both sets.
    #[must_use]
    pub fn intersection(&self, others: &Scopes) -> Scopes {
        self.0.intersection(&others.0).cloned().collect()
    }

    /// Returns `true` if the set contains exactly this scope. Prefixes do not match.
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
            let separator = if index == 0 { "" } else { " " };
            write!(f, "{separator}{scope}")?;
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
            ScopeRepr::Delimited(scopes) => scopes.split(' ').filter(|scope| !scope.is_empty()).collect(),
            ScopeRepr::List(scopes) => Scopes(scopes),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serializes_as_a_string_and_deserializes_from_a_string_or_an_array() {
        let scopes: Scopes = serde_json::from_str(r#"["b","a"]"#).unwrap();
        assert_eq!(serde_json::to_string(&scopes).unwrap(), r#""a b""#);
        assert_eq!(serde_json::from_str::<Scopes>(r#"" a  b ""#).unwrap(), scopes);
        assert!(!Scopes::default().contains(""));
    }
}
