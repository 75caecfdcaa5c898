//! Trait that `#[derive(Type)]` implements.

use std::marker::PhantomData;

use specta::{Types, datatype::DataType};

/// Type that can be described in the contract.
///
/// `#[derive(Type)]` implements it and respects serde's attributes. It is implemented for types of the standard
/// library, chrono, serde_json and uuid. For types of other supported crates, enable the feature named after the crate.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no description for the contract",
    label = "not an `isotype::Type`",
    note = "derive `isotype::Type` for a type of your own; for one of another crate, enable the feature of `isotype` that is named after \
            that crate, or describe the field by another type: `#[isotype(type = String)]`"
)]
pub trait Type: specta::Type {}

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl<T: specta::Type + ?Sized> Type for T {}

/// Field type used by the derive. It requires `T: Type`, so that a missing derive is reported with the message of
/// [`Type`].
#[doc(hidden)]
#[derive(Debug)]
pub struct FieldType<T: ?Sized>(PhantomData<T>);

impl<T: Type + ?Sized> specta::Type for FieldType<T> {
    fn definition(types: &mut Types) -> DataType {
        T::definition(types)
    }
}
