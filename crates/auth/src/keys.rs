//! Key set that can be replaced while the server runs.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use jsonwebtoken::jwk::JwkSet;

use crate::{Key, KeyError};

/// Set of keys that can be replaced while the server runs. The first key signs; all of them verify.
///
/// Clones share the set.
///
/// To rotate keys, call [`replace`](Keys::replace) with the new key first, followed by the previous one. Remove the
/// previous key once all tokens that it signed have expired. If several servers share the keys, first add the new key
/// in second position, and move it to the front once every server has it.
///
/// # Example
///
/// ```
/// use isotype_auth::{Key, Keys, Secret};
///
/// let (old, new) = (Key::hs256(&Secret::random()?), Key::hs256(&Secret::random()?));
/// let keys = Keys::from(old.clone());
/// keys.replace([new.clone(), old])?;
/// assert!(Keys::new([new.clone(), new]).is_err(), "duplicate key id");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Keys(Arc<RwLock<Arc<KeySet>>>);

impl Keys {
    /// Creates a key set. The first key signs; all of them verify.
    ///
    /// # Errors
    ///
    /// Returns [`KeyError::Empty`] if there are no keys, or [`KeyError::DuplicateId`] if two keys have the same id.
    pub fn new(keys: impl IntoIterator<Item = Key>) -> Result<Keys, KeyError> {
        Ok(Keys::from_set(KeySet::new(keys)?))
    }

    /// Replaces all keys. Clones see the new keys at once.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`Keys::new`], and keeps the current keys.
    pub fn replace(&self, keys: impl IntoIterator<Item = Key>) -> Result<(), KeyError> {
        let keys = Arc::new(KeySet::new(keys)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    /// Returns the public keys as a JWK set (RFC 7517, section 5), usually published at `/.well-known/jwks.json`.
    ///
    /// Secrets are left out.
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

    /// Returns a snapshot of the keys.
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

/// Immutable, non-empty set of keys with distinct ids.
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

    /// Returns the key that signs tokens.
    pub(crate) fn signing_key(&self) -> &Key {
        &self.first
    }

    /// Returns the key with this id. Without an id, returns the only key, or `None` if there are several.
    ///
    /// Trying every key would let a token without `kid` choose its key.
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
