//! The proof that everybody has.

use std::{convert::Infallible, time::Duration};

use isotype_contract::GuardInfo;

use super::FromCall;
use crate::Ctx;

/// States that anybody may call a procedure: a proof that holds for every call.
///
/// A procedure without any proof may be one for which somebody forgot it. [`Router::deny_unstated`](crate::Router::deny_unstated)
/// refuses those, and this says of the others that they are meant.
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Public, Router};
///
/// async fn version(_: Ctx<(), Public>, _: ()) -> u32 { 7 }
/// async fn forgotten(_: Ctx<()>, _: ()) -> u32 { 8 }
///
/// let stated = Router::new().query("version", version).deny_unstated();
/// assert!(stated.check().is_ok());
///
/// let unstated = Router::new().query("forgotten", forgotten).deny_unstated();
/// assert!(unstated.check().unwrap_err().to_string().contains("forgotten"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Public;

impl<S: Send + Sync> FromCall<S> for Public {
    type Error = Infallible;
    const REVALIDATE_AFTER: Option<Duration> = None;

    async fn from_call(_: &Ctx<S>) -> Result<Public, Infallible> {
        Ok(Public)
    }

    fn describe(proofs: &mut Vec<GuardInfo>) {
        proofs.push(GuardInfo::PUBLIC);
    }
}
