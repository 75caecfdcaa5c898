#![expect(missing_docs, reason = "documented where `isotype` re-exports them, so that the examples can import from it")]

mod constraints;
mod describe_type;
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

#[proc_macro_derive(Type, attributes(isotype, serde))]
pub fn describe_type(item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as syn::DeriveInput);
    describe_type::expand(&item).into()
}

// Registers serde's attributes for the copy of the type that the `Type` derive generates; see `describe_type.rs`.
#[doc(hidden)]
#[proc_macro_derive(SerdeAttributes, attributes(serde))]
pub fn serde_attributes(_: TokenStream) -> TokenStream {
    TokenStream::new()
}

#[proc_macro_derive(Constraints, attributes(garde, message, normalize, serde))]
pub fn constraints(item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as syn::DeriveInput);
    constraints::expand(&item).unwrap_or_else(syn::Error::into_compile_error).into()
}
