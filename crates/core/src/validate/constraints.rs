//! What is known of an input's garde rules besides whether they hold: what they are, and where on the wire they speak of.

use isotype_lowering::Registry;

use super::FieldPath;

/// Tells the garde rules of a type to the contract, so that forms can refuse before the network does; and finds on the wire what garde
/// calls by its name in Rust. [`Valid`](crate::Valid) asks for it.
///
/// `#[derive(Constraints)]` beside `#[derive(Validate)]` reads the same attributes. Where `Validate` is written by hand, so is
/// this, or left empty: then nothing is told, and the server alone refuses.
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
    message = "the rules of `{Self}` are not known to the contract",
    label = "not `Constraints`",
    note = "derive `isotype::Constraints` beside `garde::Validate`: it reads the same attributes",
    note = "where `Validate` is written by hand, `impl Constraints for {Self} {{}}` leaves the rules to the server alone"
)]
pub trait Constraints {
    /// Adds the rules of the type, and of the types that it dives into.
    fn describe(registry: &mut Registry) {
        let _ = registry;
    }

    /// Brings the texts of the value to their normal form, before its rules are checked.
    fn normalize(&mut self) {}

    /// Follows `place` into this value: takes from it what it knows by its name in Rust, and says what that is on the wire.
    fn resolve_path(&self, place: &mut FieldPath<'_>) {
        let _ = place;
    }
}
