//! Compatibility check: compares two contracts of an API and determines the effect of every difference.
//!
//! Each change is considered from two sides. Clients of the **old** contract, such as open pages and installed apps,
//! call servers of the **new** one. Clients of the **new** contract call servers of the **old** one during a rolling
//! deployment. Both effects follow from the relation between the sets of old and new values. Inputs may become wider,
//! and outputs may become narrower.
//!
//! What is tolerated depends on the reader of a value. A server reads as serde does: integers must be in range,
//! required fields must be present, unknown fields are ignored. A field that becomes ignored counts as a break, because
//! the call succeeds without doing what was requested. A client reads as TypeScript does: a number is a number, and
//! additional fields are harmless. Missing fields and unknown variants are not.
//!
//! A new declared error is compatible, because any call can fail with an undeclared error, so clients must already
//! handle them. A change to an error's code or fields is not compatible.

mod compatibility;
mod set_relation;
mod change;
mod finding;
mod shape_summary;
mod scalars;
mod annotations;
mod comparison;
mod list_items;
mod lists;
mod objects;
mod members;
mod maps;
mod variants;
mod unions;
mod aliases;
mod untagged;
mod rules;
mod errors;
mod policies;
mod rest;
mod procedures;
mod guards;
mod types;
mod finding_collector;

pub use compatibility::{Compatibility, SemverBump};
pub use finding::Finding;

use change::Change;
use compatibility::Direction;
use set_relation::SetRelation;

use isotype_contract::Contract;

/// Compares two contracts of an API and returns every difference, sorted by path.
///
/// A change in a type that is used in several places is reported once, with all paths.
///
/// # Example
///
/// ```
/// use isotype_lowering::Registry;
///
/// let old = Registry::new().finish()?;
/// assert_eq!(isotype_diff::compare(&old, &old), []);
/// # Ok::<(), isotype_contract::ContractError>(())
/// ```
#[must_use]
pub fn compare(old: &Contract, new: &Contract) -> Vec<Finding> {
    let mut findings = finding_collector::FindingCollector::default();
    let matched_types = procedures::compare(old, new, &mut findings);
    guards::compare(old, new, &mut findings);
    types::compare(old, new, &matched_types, &mut findings);
    findings.into_findings()
}
