//! Values that are serialized once for many callers.

use std::{
    fmt,
    ops::Deref,
    sync::{Arc, OnceLock},
};

use isotype_lowering::specta;
use serde::{Serialize, Serializer, ser::Error};

use crate::lossless::{SerializedJson, allows_wide_integers};

/// Value that is serialized once, for all callers that receive a clone of it.
///
/// Use it for an event with many subscribers, or for a list that rarely changes. Its TypeScript type is that of `T`.
///
/// # Example
///
/// ```
/// use futures_core::Stream;
/// use futures_util::stream;
/// use isotype_core::{Ctx, PreSerialized, Router};
///
/// fn news(ctx: Ctx<PreSerialized<String>>, _: ()) -> impl Stream<Item = PreSerialized<String>> {
///     stream::iter([ctx.state().clone()])
/// }
///
/// let api = Router::new().subscription("news", news);
/// ```
pub struct PreSerialized<T>(Arc<Inner<T>>);

struct Inner<T> {
    value: T,
    json: OnceLock<SerializedJson>,
}

impl<T> PreSerialized<T> {
    /// Wraps a value. It is serialized when it is first sent.
    pub fn new(value: T) -> PreSerialized<T> {
        PreSerialized(Arc::new(Inner { value, json: OnceLock::new() }))
    }
}

impl<T> Clone for PreSerialized<T> {
    fn clone(&self) -> Self {
        PreSerialized(self.0.clone())
    }
}

impl<T> Deref for PreSerialized<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T: fmt::Debug> fmt::Debug for PreSerialized<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.value.fmt(f)
    }
}

impl<T: Serialize> Serialize for PreSerialized<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = match self.0.json.get() {
            Some(raw) => raw,
            None => {
                let raw = SerializedJson::new(&self.0.value).map_err(S::Error::custom)?;
                self.0.json.get_or_init(|| raw)
            }
        };
        match &raw.wide_integer_error {
            Some(error) if !allows_wide_integers() => Err(S::Error::custom(error)),
            _ => raw.json.serialize(serializer),
        }
    }
}

impl<T: specta::Type> specta::Type for PreSerialized<T> {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        T::definition(types)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    struct Counted(Cell<u8>);

    impl Serialize for Counted {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.0.set(self.0.get() + 1);
            serializer.serialize_u8(self.0.get())
        }
    }

    #[test]
    fn serializes_once() {
        let first = PreSerialized::new(Counted(Cell::new(0)));
        let second = first.clone();
        assert_eq!(serde_json::to_string(&[first, second]).unwrap(), "[1,1]");
    }
}
