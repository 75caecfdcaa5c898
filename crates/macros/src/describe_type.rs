//! `#[derive(Type)]`: implements `Type` by applying specta's derive to a private copy of the type.
//!
//! The copy keeps the relevant attributes, refers to specta by its path in `isotype`, and wraps the types of its
//! fields, so that a missing derive is reported in terms of `isotype::Type`. Its name has a prefix that
//! `isotype-lowering` removes, so that recursive types refer to the original.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{
    Attribute, Data, DeriveInput, Field, GenericArgument, GenericParam, Generics, PathArguments, Type, parse_quote,
    visit_mut::{self, VisitMut},
};

/// Attributes that the copy keeps, since specta reads them.
const KEPT_ATTRIBUTES: &[&str] = &["deprecated", "doc", "repr", "serde"];

/// Attribute whose arguments are passed to specta as `#[specta(…)]`.
const ATTRIBUTE: &str = "isotype";

/// Containers whose type arguments are wrapped instead of the container, so that an error names the innermost type.
const CONTAINERS: &[&str] = &["Box", "Option", "Vec"];

pub(crate) fn expand(item: &DeriveInput) -> TokenStream {
    let original = &item.ident;
    let name = original.to_string();
    let mut copy = item.clone();
    copy.ident = format_ident!("__IsotypeType_{}", name.trim_start_matches("r#"));
    copy.vis = syn::Visibility::Inherited;
    Copy.visit_derive_input_mut(&mut copy);
    let (parameters, arguments) = alias_generics(&item.generics);
    quote! {
        const _: () = {
            #[allow(type_alias_bounds)]
            type __IsotypeOriginal #parameters = #original #arguments;
            #[allow(dead_code, deprecated, non_camel_case_types, clippy::all)]
            #[derive(::isotype::__private::specta::Type, ::isotype::__private::SerdeAttributes)]
            #[specta(crate = ::isotype::__private::specta, remote = __IsotypeOriginal)]
            #copy
        };
    }
}

/// Returns the generic parameters of the type alias, without bounds, and its arguments.
fn alias_generics(generics: &Generics) -> (TokenStream, TokenStream) {
    if generics.params.is_empty() {
        return (TokenStream::new(), TokenStream::new());
    }
    let parameters = generics.params.iter().map(|parameter| match parameter {
        GenericParam::Lifetime(lifetime) => {
            let lifetime = &lifetime.lifetime;
            quote!(#lifetime)
        }
        GenericParam::Type(ty) => {
            let ident = &ty.ident;
            quote!(#ident)
        }
        GenericParam::Const(constant) => {
            let (ident, ty) = (&constant.ident, &constant.ty);
            quote!(const #ident: #ty)
        }
    });
    let (_, arguments, _) = generics.split_for_impl();
    (quote!(<#(#parameters),*>), quote!(#arguments))
}

/// Visitor that turns the item into the copy for specta's derive.
struct Copy;

impl VisitMut for Copy {
    fn visit_derive_input_mut(&mut self, item: &mut DeriveInput) {
        keep_attributes(&mut item.attrs);
        if let Data::Enum(data) = &mut item.data {
            for variant in &mut data.variants {
                keep_attributes(&mut variant.attrs);
                // A discriminant may refer to constants of the original.
                variant.discriminant = None;
            }
        }
        visit_mut::visit_data_mut(self, &mut item.data);
    }

    fn visit_field_mut(&mut self, field: &mut Field) {
        keep_attributes(&mut field.attrs);
        wrap(&mut field.ty);
    }
}

fn keep_attributes(attributes: &mut Vec<Attribute>) {
    attributes.retain(|attribute| {
        attribute.path().is_ident(ATTRIBUTE) || KEPT_ATTRIBUTES.iter().any(|name| attribute.path().is_ident(name))
    });
    for attribute in attributes.iter_mut().filter(|attribute| attribute.path().is_ident(ATTRIBUTE)) {
        if let syn::Meta::List(list) = &attribute.meta {
            let arguments = &list.tokens;
            *attribute = parse_quote!(#[specta(#arguments)]);
        }
    }
}

/// Wraps a type in `FieldType`, which requires `isotype::Type`.
fn wrap(ty: &mut Type) {
    if let Type::Path(path) = &mut *ty
        && let Some(last) = path.path.segments.last_mut()
        && CONTAINERS.iter().any(|container| last.ident == container)
        && let PathArguments::AngleBracketed(arguments) = &mut last.arguments
    {
        for argument in &mut arguments.args {
            if let GenericArgument::Type(inner) = argument {
                wrap(inner);
            }
        }
        return;
    }
    *ty = parse_quote!(::isotype::__private::FieldType<#ty>);
}
