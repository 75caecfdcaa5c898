//! `#[derive(ProcedureError)]`: parses the attributes into a model and generates the trait implementation.

mod exposure;
mod model;
mod expand;

use proc_macro2::TokenStream;
use syn::DeriveInput;

pub(crate) fn expand(item: &DeriveInput) -> syn::Result<TokenStream> {
    model::Model::of(item).map(|model| expand::expand(&model))
}
