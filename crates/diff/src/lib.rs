//! What became of an API: every difference between two contracts, judged by who sends and who reads.
//!
//! There are two questions about each change. Does a client of the **old** contract still get on with a server of the **new**
//! one? Such clients are out there: open pages, installed apps. And does a client of the **new** contract get on with a server of
//! the **old** one? It meets one while servers are replaced one by one. Both are answered from one thing, the
//! [`SetRelation`](extent::SetRelation) of the change: whether every old value is a new one, and every new value an old one. An input may
//! widen, an output may narrow.
//!
//! Who reads decides how much is understood. A server reads as serde does: it takes integers in their range, misses what must be
//! there, and ignores members that it does not know. That a value is ignored counts as a break: the call succeeds and does not do
//! what was asked, which nobody sees. A client reads as TypeScript does: a number is a number, further members do no harm, and
//! a missing one or an unknown variant does.
//!
//! An error that is new is safe: every call can fail in ways that are not declared, and what handles those handles it. One whose
//! code or members changed is not.

mod compatibility;
mod set_relation;
mod change;
mod finding;
mod shape_summary;
mod scalars;
mod annotations;
mod comparison;
mod lists;
mod objects;
mod members;
mod maps;
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

/// Compares two contracts of one API and returns every difference, sorted by place.
///
/// A change of a type that is used in several places is reported once, with all of them.
///
/// # Example
///
/// ```
/// use isotype_lowering::Registry;
///
/// let old = Registry::new().finish()?;
/// assert_eq!(isotype_diff::compare(&old, &old), []);
/// # Ok::<(), isotype_contract::Refused>(())
/// ```
#[must_use]
pub fn compare(old: &Contract, new: &Contract) -> Vec<Finding> {
    let mut places = finding_collector::FindingCollector::default();
    let names = procedures::compare(old, new, &mut places);
    guards::compare(old, new, &mut places);
    types::compare(old, new, &names, &mut places);
    places.into_findings()
}
