//! Encoding of wide integers.

use std::{collections::BTreeMap, sync::Arc};

use isotype_contract::{ContractError, IntegerEncoding, ProcedureIntegers};

use super::Router;
use crate::{CallError, integers::IntegerCodec};

impl<S: Send + Sync + 'static> Router<S> {
    /// Sets the encoding of 64- and 128-bit integers for the whole application. Default: [`IntegerEncoding::Number`].
    ///
    /// The setting applies to this router, the routers nested in it, and the router that it is nested in. It covers
    /// inputs, outputs and declared errors of typed procedures. It does not cover raw JSON or
    /// [`dynamic`](Router::dynamic) procedures, which have no contract.
    ///
    /// # Panics
    ///
    /// Panics if a different encoding is already set. An application uses a single encoding.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_core::{Ctx, IntegerEncoding, Router};
    ///
    /// async fn views(_: Ctx<()>, post: u64) -> u64 {
    ///     u64::MAX - post
    /// }
    ///
    /// let posts = Router::new().query("views", views);
    /// // In TypeScript: `views(post: bigint): Promise<bigint>`. On the wire: `"18446744073709551615"`.
    /// let api = Router::new().integers(IntegerEncoding::BigInt).nest("posts", posts);
    /// assert_eq!(api.contract()?.integers, IntegerEncoding::BigInt);
    /// # Ok::<(), isotype_contract::ContractError>(())
    /// ```
    ///
    /// Two routers with different encodings cannot be nested:
    ///
    /// ```should_panic
    /// # use isotype_core::{IntegerEncoding, Router};
    /// let posts = Router::<()>::new().integers(IntegerEncoding::String);
    /// let api = Router::new().integers(IntegerEncoding::BigInt).nest("posts", posts);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn integers(mut self, integers: IntegerEncoding) -> Self {
        if let Some(other) = self.integers.replace(integers).filter(|other| *other != integers) {
            panic!(
                "conflicting integer encodings {other:?} and {integers:?}: `Router::integers` must be the same throughout the application"
            );
        }
        self
    }

    /// Computes the locations of wide integers in advance, so that the first call does not have to.
    ///
    /// # Errors
    ///
    /// Returns [`ContractError`] under the same conditions as [`Router::contract`].
    pub fn prepare(&self) -> Result<(), ContractError> {
        self.all_integer_locations().map(drop).map_err(Clone::clone)
    }

    /// Converts a procedure's output from its JSON on the wire to the JSON that serde reads, with wide integers as
    /// numbers.
    #[must_use]
    pub fn decode_output_integers(&self, name: &str, output: Vec<u8>) -> Vec<u8> {
        let locations = self.integer_locations(name).ok().flatten();
        let decoded = locations.and_then(|locations| IntegerCodec::new(&locations.output).decode(&output));
        decoded.unwrap_or(output)
    }

    /// Returns the locations of the wide integers that a procedure's JSON encodes as strings.
    pub(crate) fn integer_locations(&self, name: &str) -> Result<Option<Arc<ProcedureIntegers>>, CallError> {
        match self.all_integer_locations() {
            Ok(None) => Ok(None),
            Ok(Some(all)) => Ok(all.get(name).cloned()),
            Err(error) => Err(CallError::internal(error.to_string())),
        }
    }

    fn all_integer_locations(&self) -> Result<Option<&BTreeMap<String, Arc<ProcedureIntegers>>>, &ContractError> {
        if matches!(self.integers, None | Some(IntegerEncoding::Number)) {
            return Ok(None);
        }
        let find = || {
            let locations = self.contract()?.integer_locations()?;
            Ok(locations.into_iter().map(|(name, locations)| (name, Arc::new(locations))).collect())
        };
        self.integer_locations.get_or_init(find).as_ref().map(Some)
    }
}
