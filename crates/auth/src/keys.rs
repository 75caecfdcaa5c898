//! The keys of an application, which change while it serves.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use jsonwebtoken::jwk::JwkSet;

use crate::{Key, KeyError};

/// Keys by their ids: the first signs, all verify. Clones share them.
///
/// To rotate, [`replace`](Keys::replace) them while serving: a new key comes in front, the one before it stays for as long as tokens
/// live that it has signed, and then goes. Where several servers share the keys, a new one stands behind for a while, until all of
/// them know it, and only then in front.
///
/// # Example
///
/// ```
/// use isotype_auth::{Key, Keys, Secret};
///
/// let (old, new) = (Key::hs256(&Secret::random()?), Key::hs256(&Secret::random()?));
/// let keys = Keys::from(old.clone());
/// keys.replace([new.clone(), old])?;
/// assert!(Keys::new([new.clone(), new]).is_err(), "two keys with one id");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Keys(Arc<RwLock<Arc<KeySet>>>);

impl Keys {
    /// The first signs, all verify.
    ///
    /// # Errors
    ///
    /// When there are none, or two have one id.
    pub fn new(keys: impl IntoIterator<Item = Key>) -> Result<Keys, KeyError> {
        Ok(Keys::from_set(KeySet::new(keys)?))
    }

    /// Puts others in their place, from the next token on.
    ///
    /// # Errors
    ///
    /// When there are none, or two have one id; all stays as it was then.
    pub fn replace(&self, keys: impl IntoIterator<Item = Key>) -> Result<(), KeyError> {
        let keys = Arc::new(KeySet::new(keys)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    /// What others need to verify tokens that are signed here, to be published as JSON (RFC 7517, section 5), at
    /// `/.well-known/jwks.json` by custom. Secrets are not in it.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_auth::{Algorithm, Key, Keys, Secret};
    ///
    /// let pem = include_str!("../tests/keys/ed.private.pem");
    /// let keys = Keys::new([Key::from_pem(Algorithm::EdDsa, pem)?.with_id("2026"), Key::hs256(&Secret::random()?)])?;
    /// let json = serde_json::to_value(keys.jwks())?;
    /// assert_eq!(json["keys"].as_array().map(Vec::len), Some(1));
    /// assert_eq!(json["keys"][0]["kid"], "2026");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn jwks(&self) -> JwkSet {
        JwkSet { keys: self.current().iter().filter_map(Key::to_public_jwk).collect() }
    }

    fn from_set(keys: KeySet) -> Keys {
        Keys(Arc::new(RwLock::new(Arc::new(keys))))
    }

    /// The keys as they are at this moment.
    pub(crate) fn current(&self) -> Arc<KeySet> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl From<Key> for Keys {
    fn from(key: Key) -> Keys {
        Keys::from_set(KeySet { first: key, others: HashMap::new() })
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.current().iter()).finish()
    }
}

/// Keys that do not change, with ids that are all different, and at least one.
pub(crate) struct KeySet {
    first: Key,
    others: HashMap<String, Key>,
}

impl KeySet {
    pub(crate) fn new(keys: impl IntoIterator<Item = Key>) -> Result<KeySet, KeyError> {
        let mut keys = keys.into_iter();
        let mut set = KeySet { first: keys.next().ok_or(KeyError::Empty)?, others: HashMap::new() };
        for key in keys {
            let id = key.id().to_owned();
            if set.find(Some(&id)).is_some() {
                return Err(KeyError::DuplicateId(id));
            }
            set.others.insert(id, key);
        }
        Ok(set)
    }

    /// The key that signs.
    pub(crate) fn signing_key(&self) -> &Key {
        &self.first
    }

    /// The key of that id. A token that names none is judged by the only key, and where there are several, by none: to try one after
    /// the other would be to let the token choose.
    pub(crate) fn find(&self, id: Option<&str>) -> Option<&Key> {
        match id {
            Some(id) if id == self.first.id() => Some(&self.first),
            Some(id) => self.others.get(id),
            None => self.others.is_empty().then_some(&self.first),
        }
    }

    fn iter(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.first).chain(self.others.values())
    }
}
