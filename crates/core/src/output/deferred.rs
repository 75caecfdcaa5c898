//! Members of an output that come after it.

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

/// A member of an output that comes later: a `Promise` to the caller.
///
/// It must be a member of the output itself, which must be an object, and needs a link that streams, as
/// [`Streaming`](crate::Streaming) does.
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Later, Router, Type};
/// # use isotype_lowering::specta;
/// use serde::Serialize;
///
/// #[derive(Serialize, specta::Type)]
/// struct Page {
///     title: String,
///     comments: Later<Vec<String>>,
/// }
///
/// async fn page(_: Ctx<()>, _: ()) -> Page {
///     Page { title: "at once".to_owned(), comments: Later::new(async { vec!["a little later".to_owned()] }) }
/// }
///
/// let api = Router::new().query("page", page);
/// ```
#[derive(specta::Type)]
#[specta(crate = specta, bound = "T: specta::Type")]
pub struct Deferred<T>(#[specta(skip)] Mutex<Option<DeferredWriter>>, std::marker::PhantomData<T>);

/// Writes what comes later, once it is known where.
type DeferredWriter = Box<dyn FnOnce(IntegerCodec) -> DeferredJson + Send>;

impl<T: Serialize + Type + Send + 'static> Deferred<T> {
    /// What `value` comes to.
    pub fn new(value: impl Future<Output = T> + Send + 'static) -> Deferred<T> {
        Deferred::from_output(value)
    }

    /// What `value` comes to; an error rejects this member alone.
    pub fn fallible<E: ProcedureError>(value: impl Future<Output = Result<T, E>> + Send + 'static) -> Deferred<T> {
        Deferred::from_output::<Fallible, _>(value)
    }

    fn from_output<M, O: Output<M>>(value: impl Future<Output = O> + Send + 'static) -> Deferred<T> {
        let writing = |digits: IntegerCodec| {
            let json = value.map(move |value| match value.into_call_result(Vec::new(), &digits)? {
                CallOutput::Value(json) => Ok(json),
                _ => Err(CallError::internal("what comes later comes whole")),
            });
            json.boxed()
        };
        Deferred(Mutex::new(Some(Box::new(writing))), std::marker::PhantomData)
    }
}

impl<T> fmt::Debug for Deferred<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Later")
    }
}

impl<T> Serialize for Deferred<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error;
        let pending = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let pending = pending.ok_or_else(|| S::Error::custom("a value that comes later was written twice"))?;
        let placeholder = PENDING.with_borrow_mut(|all| {
            let all = all.as_mut()?;
            all.push(pending);
            // Numbers that are all zero, each spelt in its own way.
            RawValue::from_string(format!("0e{}", all.len() - 1)).ok()
        });
        let misplaced = || S::Error::custom("only a procedure's output can have members that come later");
        placeholder.ok_or_else(misplaced)?.serialize(serializer)
    }
}

thread_local! {
    /// What was found to come later, while an output is written.
    static PENDING: RefCell<Option<Vec<DeferredWriter>>> = const { RefCell::new(None) };
}

/// An output's JSON, and its members that come later.
pub(crate) struct SerializedOutput {
    pub(crate) json: Vec<u8>,
    pub(crate) deferred: Vec<(String, DeferredJson)>,
}

impl SerializedOutput {
    /// The JSON of what has no such members.
    pub(crate) fn into_json(self) -> Result<Vec<u8>, CallError> {
        if self.deferred.is_empty() { Ok(self.json) } else { Err(CallError::internal("an event comes whole")) }
    }
}

/// Writes the JSON of `value` behind what stands in `buffer`.
pub(crate) fn serialize_output<T: Serialize>(
    value: &T,
    mut buffer: Vec<u8>,
    digits: &IntegerCodec,
) -> Result<SerializedOutput, CallError> {
    let start = buffer.len();
    let outer = PENDING.replace(Some(Vec::new()));
    let mut write = || serde_json::to_writer(&mut buffer, &Lossless(value));
    let written = if digits.is_identity() { write() } else { with_wide_integers(true, write) };
    let pending = PENDING.replace(outer).unwrap_or_default();
    written.map_err(|error| CallError::unserializable(&error.to_string()))?;
    let buffer = digits.encode(buffer, start)?;
    if pending.is_empty() {
        return Ok(SerializedOutput { json: buffer, deferred: Vec::new() });
    }
    let object: BTreeMap<String, &RawValue> =
        serde_json::from_slice(buffer.get(start..).unwrap_or_default()).map_err(|_| misplaced())?;
    let count = pending.len();
    let mut pending: Vec<Option<DeferredWriter>> = pending.into_iter().map(Some).collect();
    let members: Vec<(String, DeferredJson)> = object
        .into_iter()
        .filter_map(|(key, json)| {
            let index: usize = json.get().strip_prefix("0e")?.parse().ok()?;
            let writing = pending.get_mut(index)?.take()?;
            let value = writing(digits.deferred_field(&key));
            Some((key, value))
        })
        .collect();
    if members.len() == count { Ok(SerializedOutput { json: buffer, deferred: members }) } else { Err(misplaced()) }
}

fn misplaced() -> CallError {
    CallError::internal("what comes later must be a member of the output itself, and the output an object")
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
    fn members_are_found_by_their_keys() {
        let written = serialize_output(&page(), b"[".to_vec(), &IntegerCodec::default()).unwrap();
        assert_eq!(String::from_utf8(written.json).unwrap(), r#"[{"zero":0.0,"later":0e0,"also":0e1}"#);
        let keys: Vec<_> = written.deferred.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["also", "later"]);
    }

    #[test]
    fn deeper_ones_are_refused_and_so_are_those_outside_of_a_call() {
        assert!(serialize_output(&[page()], Vec::new(), &IntegerCodec::default()).is_err());
        assert!(serde_json::to_string(&page()).is_err());
    }
}
