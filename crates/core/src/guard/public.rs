//! Guard for public procedures.

use std::{convert::Infallible, time::Duration};

use isotype_contract::GuardInfo;

use super::FromCall;
use crate::Ctx;

/// Guard that accepts every call, and declares that a procedure is public.
///
/// [`Router::deny_unprotected`](crate::Router::deny_unprotected) rejects procedures without a guard, because one may
/// have been forgotten. `Public` marks those that are public on purpose.
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Public, Router};
///
/// async fn version(_: Ctx<(), Public>, _: ()) -> u32 { 7 }
/// async fn forgotten(_: Ctx<()>, _: ()) -> u32 { 8 }
///
/// let protected = Router::new().query("version", version).deny_unprotected();
/// assert!(protected.check_protected().is_ok());
///
/// let unprotected = Router::new().query("forgotten", forgotten).deny_unprotected();
/// assert!(unprotected.check_protected().unwrap_err().to_string().contains("forgotten"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Public;

impl<S: Send + Sync> FromCall<S> for Public {
    type Error = Infallible;
    const REVALIDATE_AFTER: Option<Duration> = None;

    async fn from_call(_: &Ctx<S>) -> Result<Public, Infallible> {
        Ok(Public)
    }

    fn describe(guards: &mut Vec<GuardInfo>) {
        guards.push(GuardInfo::PUBLIC);
    }
}
