#![expect(missing_docs, reason = "documented where `isotype` re-exports them, so that their doc tests can use it")]

mod constraints;
mod procedure;
mod procedure_error;

use proc_macro::TokenStream;
use syn::parse_macro_input;

#[proc_macro_attribute]
pub fn procedure(arguments: TokenStream, item: TokenStream) -> TokenStream {
    procedure::expand(&arguments.into(), &item.into()).into()
}

#[proc_macro_derive(ProcedureError, attributes(code, internal, forward, serde, specta))]
pub fn procedure_error(item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as syn::DeriveInput);
    procedure_error::expand(&item).unwrap_or_else(syn::Error::into_compile_error).into()
}

#[proc_macro_derive(Constraints, attributes(garde, message, normalize, serde))]
pub fn constraints(item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as syn::DeriveInput);
    constraints::expand(&item).unwrap_or_else(syn::Error::into_compile_error).into()
}
