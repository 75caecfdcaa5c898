//! Generation of the `ProcedureError` implementation, with a private enum of the declared variants for serialization.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Fields;

use super::{
    exposure::Exposure,
    model::{Model, Variant, forwarded_attributes},
};

pub(super) fn expand(model: &Model<'_>) -> TokenStream {
    let name = model.name;
    let declared_enum = format_ident!("__{name}Declared");
    let declared: Vec<&Variant<'_>> =
        model.variants.iter().filter(|v| matches!(v.exposure, Exposure::Declared { .. })).collect();
    let (shape, describe) = if declared.is_empty() {
        (TokenStream::new(), TokenStream::new())
    } else {
        (define_enum(model, &declared_enum, &declared), describe(&declared_enum, &declared))
    };
    let forwards =
        model.variants.iter().filter(|v| matches!(v.exposure, Exposure::Forward)).flat_map(|v| v.fields).map(|field| {
            let inner = &field.ty;
            quote!(<#inner as p::ProcedureError>::describe(registry, errors);)
        });
    let arms = model.variants.iter().map(|variant| arm(variant, &declared_enum));
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

fn define_enum(model: &Model<'_>, declared_enum: &syn::Ident, declared: &[&Variant<'_>]) -> TokenStream {
    let name = model.name.to_string();
    let docs = &model.docs;
    let variants = declared.iter().map(|variant| {
        let (name, docs) = (variant.name, &variant.docs);
        let fields = variant.fields.iter().map(|field| {
            let (attributes, name, ty) = (forwarded_attributes(field), &field.ident, &field.ty);
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
        enum #declared_enum { #(#variants)* }
    }
}

fn describe(declared_enum: &syn::Ident, declared: &[&Variant<'_>]) -> TokenStream {
    let variants = declared.iter().map(|variant| {
        let name = variant.name.to_string();
        let Exposure::Declared { code } = &variant.exposure else { return TokenStream::new() };
        quote!(p::ErrorVariant::new(#name, p::Code::#code.as_str()),)
    });
    quote! {
        const VARIANTS: &[p::ErrorVariant] = &[#(#variants)*];
        errors.push(registry.describe_error::<#declared_enum>(VARIANTS));
    }
}

fn arm(variant: &Variant<'_>, declared_enum: &syn::Ident) -> TokenStream {
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
                        #path { #(#fields),* } => p::CallError::declared(p::Code::#code, message, &#declared_enum::#name { #(#fields),* }),
                        #[allow(unreachable_patterns)]
                        _ => p::CallError::protocol(p::Code::#code, message),
                    }
                }
            }
        }
    }
}
