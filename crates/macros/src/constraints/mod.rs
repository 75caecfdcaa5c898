//! `#[derive(Constraints)]`: garde's, serde's and our attributes → model → code.

mod attribute;
mod constant;
mod own;
mod rule;
mod wire;
mod expand;

use proc_macro2::TokenStream;
use syn::DeriveInput;

pub(crate) fn expand(item: &DeriveInput) -> syn::Result<TokenStream> {
    wire::Model::of(item).map(|model| expand::expand(item, &model))
}
