//! What becomes of wide integers, as the application says.

use std::{collections::BTreeMap, sync::Arc};

use isotype_contract::{ContractError, IntegerEncoding, ProcedureIntegers};

use super::Router;
use crate::{CallError, integers::IntegerCodec};

impl<S: Send + Sync + 'static> Router<S> {
    /// Says what becomes of the 64- and 128-bit integers of the whole application: of this router, of those that are nested in it, and
    /// of the one that it is nested in. Who states nothing goes along with who does. Default: [`IntegerEncoding::Number`].
    ///
    /// It holds for inputs, outputs and declared errors of all procedures that have types, as those say; not for raw JSON, nor for the
    /// names that a [`prefix`](Router::prefix) serves, of which there is no contract.
    ///
    /// # Panics
    ///
    /// When another policy is stated already: clients know one.
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
    /// // `views(post: bigint): Promise<bigint>` for TypeScript, `"18446744073709551615"` on the wire.
    /// let api = Router::new().integers(IntegerEncoding::BigInt).nest("posts", posts);
    /// assert_eq!(api.contract()?.integers, IntegerEncoding::BigInt);
    /// # Ok::<(), isotype_contract::Refused>(())
    /// ```
    ///
    /// Two parts of an application cannot differ:
    ///
    /// ```should_panic
    /// # use isotype_core::{IntegerEncoding, Router};
    /// let posts = Router::<()>::new().integers(IntegerEncoding::Text);
    /// let api = Router::new().integers(IntegerEncoding::BigInt).nest("posts", posts);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn integers(mut self, integers: IntegerEncoding) -> Self {
        if let Some(other) = self.integers.replace(integers).filter(|other| *other != integers) {
            panic!(
                "wide integers are stated to be {other:?} and {integers:?}, and an application has one policy: see Router::integers"
            );
        }
        self
    }

    /// Works out where wide integers are strings, by [`Router::integers`]: else the first call does.
    ///
    /// # Errors
    ///
    /// As [`Router::contract`].
    pub fn prepare(&self) -> Result<(), ContractError> {
        self.all_integer_locations().map(drop).map_err(Clone::clone)
    }

    /// The JSON of a procedure's output as serde reads it: with wide integers as numbers.
    #[must_use]
    pub fn decode_output_integers(&self, name: &str, output: Vec<u8>) -> Vec<u8> {
        let places = self.integer_locations(name).ok().flatten();
        let plain = places.and_then(|places| IntegerCodec::new(&places.output).decode(&output));
        plain.unwrap_or(output)
    }

    /// Where wide integers are strings in the JSON of a procedure.
    pub(crate) fn integer_locations(&self, name: &str) -> Result<Option<Arc<ProcedureIntegers>>, CallError> {
        match self.all_integer_locations() {
            Ok(None) => Ok(None),
            Ok(Some(all)) => Ok(all.get(name).cloned()),
            Err(refused) => Err(CallError::internal(refused.to_string())),
        }
    }

    fn all_integer_locations(&self) -> Result<Option<&BTreeMap<String, Arc<ProcedureIntegers>>>, &ContractError> {
        if matches!(self.integers, None | Some(IntegerEncoding::Number)) {
            return Ok(None);
        }
        let find = || {
            let places = self.contract()?.integer_locations()?;
            Ok(places.into_iter().map(|(name, places)| (name, Arc::new(places))).collect())
        };
        self.integer_locations.get_or_init(find).as_ref().map(Some)
    }
}
