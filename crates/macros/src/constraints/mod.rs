//! `#[derive(Constraints)]`: parses the attributes of garde, serde and Isotype into a model and generates the trait
//! implementation.

mod garde_attribute;
mod constant_expression;
mod message_and_normalize;
mod rule;
mod model;
mod expand;

use proc_macro2::TokenStream;
use syn::DeriveInput;

pub(crate) fn expand(item: &DeriveInput) -> syn::Result<TokenStream> {
    model::Model::of(item).map(|model| expand::expand(item, &model))
}
