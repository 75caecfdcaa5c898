//! Validation rules in the contract, and field paths on the wire.

use isotype_lowering::Registry;

use super::FieldPath;

/// Adds garde rules to the contract, normalizes text, and maps Rust field names to names on the wire.
///
/// With the rules in the contract, forms validate before submitting, with the server's own messages.
/// [`Valid`](crate::Valid) requires this trait.
///
/// `#[derive(Constraints)]` reads the same attributes as `#[derive(Validate)]`. If `Validate` is implemented manually,
/// implement this trait manually as well. An empty implementation leaves validation to the server.
///
/// # Example
///
/// ```
/// use garde::{Path, Report, Validate};
/// use isotype_core::Constraints;
///
/// struct Even(u32);
///
/// impl Validate for Even {
///     type Context = ();
///
///     fn validate_into(&self, _: &(), parent: &mut dyn FnMut() -> Path, report: &mut Report) {
///         if self.0 % 2 == 1 {
///             report.append(parent(), garde::Error::new("must be even"));
///         }
///     }
/// }
///
/// impl Constraints for Even {}
/// ```
#[diagnostic::on_unimplemented(
    message = "the contract has no rules for `{Self}`",
    label = "not `Constraints`",
    note = "derive `isotype::Constraints` next to `garde::Validate`: it reads the same attributes",
    note = "for a manual `Validate`, `impl Constraints for {Self} {{}}` leaves validation to the server"
)]
pub trait Constraints {
    /// Adds the rules of this type, and of the nested types that garde dives into, to the contract.
    fn describe(registry: &mut Registry) {
        let _ = registry;
    }

    /// Normalizes text fields before the rules are checked.
    fn normalize(&mut self) {}

    /// Resolves the next segments of `path` against this value, replacing Rust field names with names on the wire.
    fn resolve_path(&self, path: &mut FieldPath<'_>) {
        let _ = path;
    }
}
