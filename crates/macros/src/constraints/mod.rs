//! `#[derive(Constraints)]`: garde's and serde's attributes → model → code.

mod attribute;
mod constant;
mod rule;
mod wire;
mod expand;

use proc_macro2::TokenStream;
use syn::DeriveInput;

pub(crate) fn expand(item: &DeriveInput) -> syn::Result<TokenStream> {
    wire::Model::of(item).map(|model| expand::expand(item, &model))
}
