//! Input validation with garde, and the rules that it adds to the contract.

mod constraints;
mod containers;
mod field_path;
mod invalid;
mod issue;
mod issue_i18n;
mod normalize;
#[doc(hidden)]
pub mod rules;
mod valid;

pub use constraints::Constraints;
pub use field_path::FieldPath;
pub use invalid::Invalid;
pub use issue::{Issue, IssueParam};
pub use normalize::NormalizeText;
pub use valid::Valid;
