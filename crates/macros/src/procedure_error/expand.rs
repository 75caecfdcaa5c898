//! The code: a private enum with the shape on the wire, and the trait.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Fields;

use super::{
    exposure::Exposure,
    model::{Model, Variant, wire_attributes},
};

pub(super) fn expand(model: &Model<'_>) -> TokenStream {
    let name = model.name;
    let wire = format_ident!("__{name}Wire");
    let declared: Vec<&Variant<'_>> =
        model.variants.iter().filter(|v| matches!(v.exposure, Exposure::Declared { .. })).collect();
    let (shape, describe) = if declared.is_empty() {
        (TokenStream::new(), TokenStream::new())
    } else {
        (wire_enum(model, &wire, &declared), describe(&wire, &declared))
    };
    let forwards =
        model.variants.iter().filter(|v| matches!(v.exposure, Exposure::Forward)).flat_map(|v| v.fields).map(|field| {
            let inner = &field.ty;
            quote!(<#inner as p::ProcedureError>::describe(registry, errors);)
        });
    let arms = model.variants.iter().map(|variant| arm(variant, &wire));
    quote! {
        const _: () = {
            use ::isotype::__private as p;
            #shape
            #[automatically_derived]
            impl p::ProcedureError for #name {
                #[allow(unused_variables)]
                fn describe(registry: &mut p::Registry, errors: &mut ::std::vec::Vec<p::ErrorDescription>) {
                    #describe
                    #(#forwards)*
                }

                fn into_call_error(self) -> p::CallError {
                    match self { #(#arms)* }
                }
            }
        };
    }
}

fn wire_enum(model: &Model<'_>, wire: &syn::Ident, declared: &[&Variant<'_>]) -> TokenStream {
    let name = model.name.to_string();
    let docs = &model.docs;
    let variants = declared.iter().map(|variant| {
        let (name, docs) = (variant.name, &variant.docs);
        let fields = variant.fields.iter().map(|field| {
            let (attributes, name, ty) = (wire_attributes(field), &field.ident, &field.ty);
            quote!(#(#attributes)* #name: #ty,)
        });
        match variant.fields {
            Fields::Named(_) => quote!(#(#docs)* #name { #(#fields)* },),
            _ => quote!(#(#docs)* #name,),
        }
    });
    quote! {
        #(#docs)*
        #[derive(p::serde::Serialize, p::specta::Type)]
        #[serde(tag = "type", rename = #name, crate = "::isotype::__private::serde")]
        #[specta(crate = ::isotype::__private::specta)]
        enum #wire { #(#variants)* }
    }
}

fn describe(wire: &syn::Ident, declared: &[&Variant<'_>]) -> TokenStream {
    let variants = declared.iter().map(|variant| {
        let name = variant.name.to_string();
        let Exposure::Declared { code } = &variant.exposure else { return TokenStream::new() };
        quote!(p::ErrorVariant::new(#name, p::Code::#code.as_str()),)
    });
    quote! {
        const VARIANTS: &[p::ErrorVariant] = &[#(#variants)*];
        errors.push(registry.describe_error::<#wire>(VARIANTS));
    }
}

fn arm(variant: &Variant<'_>, wire: &syn::Ident) -> TokenStream {
    let name = variant.name;
    let path = if variant.is_struct { quote!(Self) } else { quote!(Self::#name) };
    match &variant.exposure {
        Exposure::Internal { code } => quote! {
            error @ #path { .. } => p::CallError::internal_with_code(p::Code::#code, error),
        },
        Exposure::Forward => {
            let field = variant.fields.members().next();
            quote!(#path { #field: error } => p::ProcedureError::into_call_error(error),)
        }
        Exposure::Declared { code } => {
            let fields: Vec<_> = variant.fields.iter().filter_map(|field| field.ident.as_ref()).collect();
            quote! {
                error @ #path { .. } => {
                    let message = ::std::string::ToString::to_string(&error);
                    match error {
                        #path { #(#fields),* } => p::CallError::declared(p::Code::#code, message, &#wire::#name { #(#fields),* }),
                        #[allow(unreachable_patterns)]
                        _ => p::CallError::protocol(p::Code::#code, message),
                    }
                }
            }
        }
    }
}
