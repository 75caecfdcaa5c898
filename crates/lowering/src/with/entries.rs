//! Encodes maps as lists of pairs; `Map` in TypeScript.
//!
//! Supports `HashMap` and `BTreeMap` with keys and values of any type. Without this encoding, keys must be strings,
//! numbers or unit variants. Duplicate keys are rejected.
//!
//! # Example
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use isotype::{Type, with};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize, Type)]
//! struct Board {
//!     #[serde(with = "with::entries")]
//!     #[isotype(type = with::Entries<(u8, u8), String>)]
//!     pieces: BTreeMap<(u8, u8), String>,
//! }
//!
//! let board = Board { pieces: BTreeMap::from([((1, 5), "king".to_owned())]) };
//! assert_eq!(serde_json::to_string(&board)?, r#"{"pieces":[[[1,5],"king"]]}"#);
//! let duplicate = r#"{"pieces":[[[1,5],"king"],[[1,5],"queen"]]}"#;
//! assert!(serde_json::from_str::<Board>(duplicate).is_err());
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, Hash},
    marker::PhantomData,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::serde_as::{SerdeAs, with};

/// Marker for the [`entries`](self) encoding: a `Map<K, V>` in TypeScript.
#[derive(Debug, specta::Type)]
pub struct Entries<K, V>(#[specta(type = Vec<(K, V)>)] PhantomData<(K, V)>);

with!(Entries<K, V>, K, V);

impl<K, V> SerdeAs<Entries<K, V>> for BTreeMap<K, V>
where
    K: Serialize + for<'de> Deserialize<'de> + Ord,
    V: Serialize + for<'de> Deserialize<'de>,
{
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }

    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_map(deserializer, BTreeMap::len)
    }
}

impl<K, V, H> SerdeAs<Entries<K, V>> for HashMap<K, V, H>
where
    K: Serialize + for<'de> Deserialize<'de> + Eq + Hash,
    V: Serialize + for<'de> Deserialize<'de>,
    H: BuildHasher + Default,
{
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }

    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_map(deserializer, HashMap::len)
    }
}

fn deserialize_map<'de, K, V, M, D>(deserializer: D, len: fn(&M) -> usize) -> Result<M, D::Error>
where
    K: Deserialize<'de>,
    V: Deserialize<'de>,
    M: FromIterator<(K, V)>,
    D: Deserializer<'de>,
{
    let entries = Vec::<(K, V)>::deserialize(deserializer)?;
    let count = entries.len();
    let map = M::from_iter(entries);
    if len(&map) == count { Ok(map) } else { Err(D::Error::custom("duplicate key in entries")) }
}
