//! Deferred output fields.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    fmt,
    future::Future,
    sync::{Mutex, PoisonError},
};

use futures_util::FutureExt;
use isotype_lowering::{Type, specta};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::{Fallible, Output};
use crate::{
    CallError, CallOutput, ProcedureError,
    call::DeferredJson,
    integers::IntegerCodec,
    lossless::{Lossless, with_wide_integers},
};

/// Output field that is resolved later: a `Promise` in TypeScript.
///
/// It must be a top-level field of the output, and the output must be an object. Like [`Streaming`](crate::Streaming),
/// it requires a streaming link.
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Deferred, Router};
/// # use isotype_lowering::specta::{self, Type};
/// use serde::Serialize;
///
/// #[derive(Serialize, Type)]
/// struct Page {
///     title: String,
///     comments: Deferred<Vec<String>>,
/// }
///
/// async fn page(_: Ctx<()>, _: ()) -> Page {
///     Page { title: "sent at once".to_owned(), comments: Deferred::new(async { vec!["sent later".to_owned()] }) }
/// }
///
/// let api = Router::new().query("page", page);
/// ```
#[derive(specta::Type)]
#[specta(crate = specta, bound = "T: specta::Type")]
pub struct Deferred<T>(#[specta(skip)] Mutex<Option<DeferredWriter>>, std::marker::PhantomData<T>);

/// Serializes a deferred value with the integer encoding of its field, which is known only when the output is
/// serialized.
type DeferredWriter = Box<dyn FnOnce(IntegerCodec) -> DeferredJson + Send>;

impl<T: Serialize + Type + Send + 'static> Deferred<T> {
    /// Creates a field that resolves to the output of `value`.
    pub fn new(value: impl Future<Output = T> + Send + 'static) -> Deferred<T> {
        Deferred::from_output(value)
    }

    /// Creates a field that resolves to the output of `value`. An error rejects only this field.
    pub fn fallible<E: ProcedureError>(value: impl Future<Output = Result<T, E>> + Send + 'static) -> Deferred<T> {
        Deferred::from_output::<Fallible, _>(value)
    }

    fn from_output<M, O: Output<M>>(value: impl Future<Output = O> + Send + 'static) -> Deferred<T> {
        let writer = |integers: IntegerCodec| {
            let json = value.map(move |value| match value.into_call_result(Vec::new(), &integers)? {
                CallOutput::Value(json) => Ok(json),
                _ => Err(CallError::internal("a deferred value must not be a stream or contain deferred fields")),
            });
            json.boxed()
        };
        Deferred(Mutex::new(Some(Box::new(writer))), std::marker::PhantomData)
    }
}

impl<T> fmt::Debug for Deferred<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Deferred")
    }
}

impl<T> Serialize for Deferred<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error;
        let pending = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let pending = pending.ok_or_else(|| S::Error::custom("a deferred value was serialized twice"))?;
        let placeholder = PENDING.with_borrow_mut(|all| {
            let all = all.as_mut()?;
            all.push(pending);
            // Each placeholder is a different spelling of zero, which identifies its field.
            RawValue::from_string(format!("0e{}", all.len() - 1)).ok()
        });
        let misplaced = || S::Error::custom("only the output of a procedure can have deferred fields");
        placeholder.ok_or_else(misplaced)?.serialize(serializer)
    }
}

thread_local! {
    /// Deferred values found so far in the output that is being serialized.
    static PENDING: RefCell<Option<Vec<DeferredWriter>>> = const { RefCell::new(None) };
}

/// JSON of an output, along with its deferred fields.
pub(crate) struct SerializedOutput {
    pub(crate) json: Vec<u8>,
    pub(crate) deferred: Vec<(String, DeferredJson)>,
}

impl SerializedOutput {
    /// Returns the JSON. Fails if the value has deferred fields.
    pub(crate) fn into_json(self) -> Result<Vec<u8>, CallError> {
        if self.deferred.is_empty() {
            Ok(self.json)
        } else {
            Err(CallError::internal("an event must not contain deferred fields"))
        }
    }
}

/// Appends the JSON of `value` to `buffer`.
pub(crate) fn serialize_output<T: Serialize>(
    value: &T,
    mut buffer: Vec<u8>,
    integers: &IntegerCodec,
) -> Result<SerializedOutput, CallError> {
    let start = buffer.len();
    let outer = PENDING.replace(Some(Vec::new()));
    let mut write = || serde_json::to_writer(&mut buffer, &Lossless(value));
    let result = if integers.is_identity() { write() } else { with_wide_integers(true, write) };
    let pending = PENDING.replace(outer).unwrap_or_default();
    result.map_err(|error| CallError::unserializable(&error.to_string()))?;
    let buffer = integers.encode(buffer, start)?;
    if pending.is_empty() {
        return Ok(SerializedOutput { json: buffer, deferred: Vec::new() });
    }
    let object: BTreeMap<String, &RawValue> =
        serde_json::from_slice(buffer.get(start..).unwrap_or_default()).map_err(|_| misplaced())?;
    let count = pending.len();
    let mut pending: Vec<Option<DeferredWriter>> = pending.into_iter().map(Some).collect();
    let deferred: Vec<(String, DeferredJson)> = object
        .into_iter()
        .filter_map(|(key, json)| {
            let index: usize = json.get().strip_prefix("0e")?.parse().ok()?;
            let writer = pending.get_mut(index)?.take()?;
            let value = writer(integers.deferred_field(&key));
            Some((key, value))
        })
        .collect();
    if deferred.len() == count { Ok(SerializedOutput { json: buffer, deferred }) } else { Err(misplaced()) }
}

fn misplaced() -> CallError {
    CallError::internal("a deferred value must be a top-level field of the output, and the output must be an object")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Page {
        zero: f64,
        later: Deferred<u8>,
        also: Deferred<u8>,
    }

    fn page() -> Page {
        Page { zero: 0.0, later: Deferred::new(async { 1 }), also: Deferred::new(async { 2 }) }
    }

    #[test]
    fn collects_deferred_fields_by_key() {
        let output = serialize_output(&page(), b"[".to_vec(), &IntegerCodec::default()).unwrap();
        assert_eq!(String::from_utf8(output.json).unwrap(), r#"[{"zero":0.0,"later":0e0,"also":0e1}"#);
        let keys: Vec<_> = output.deferred.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["also", "later"]);
    }

    #[test]
    fn rejects_nested_deferred_fields_and_those_outside_a_call() {
        assert!(serialize_output(&[page()], Vec::new(), &IntegerCodec::default()).is_err());
        assert!(serde_json::to_string(&page()).is_err());
    }
}
