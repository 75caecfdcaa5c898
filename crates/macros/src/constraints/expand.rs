//! Generation of the `Constraints` implementation.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DeriveInput, Type, parse_quote};

use super::{
    message_and_normalize::Message,
    model::{Field, Model, PathSegment, Variant},
};

pub(super) fn expand(item: &DeriveInput, model: &Model) -> TokenStream {
    let name = &item.ident;
    let (describe, normalize, resolve_path) = (describe(model), normalize(model), resolve_path(model));
    let mut generics = item.generics.clone();
    if generics.type_params().next().is_some() {
        let bounds = generics.make_where_clause();
        bounds.predicates.push(parse_quote!(Self: p::Type));
        bounds
            .predicates
            .extend(dive_types(model).map(|ty| -> syn::WherePredicate { parse_quote!(#ty: p::Constraints) }));
    }
    let (parameters, arguments, bounds) = generics.split_for_impl();
    quote! {
        const _: () = {
            use ::isotype::__private as p;
            #[automatically_derived]
            impl #parameters p::Constraints for #name #arguments #bounds {
                #describe
                #normalize
                #resolve_path
            }
        };
    }
}

fn dive_types(model: &Model) -> impl Iterator<Item = &Type> {
    model.variants.iter().flat_map(|variant| &variant.fields).filter(|field| field.has_dive).map(|field| &field.ty)
}

fn describe(model: &Model) -> TokenStream {
    if model.has_serde_from {
        return TokenStream::new();
    }
    let fields = model.variants.iter().flat_map(|variant| variant.fields.iter().map(move |field| (variant, field)));
    let rules = fields.filter(|(_, field)| !field.rules.is_empty()).map(|(variant, field)| {
        let Field { name, rules, .. } = field;
        let name = name.trim_start_matches("r#");
        let variant = match &variant.name {
            Some(name) => {
                let name = name.to_string();
                let name = name.trim_start_matches("r#");
                quote!(::core::option::Option::Some(#name))
            }
            None => quote!(::core::option::Option::None),
        };
        quote! {
            p::FieldRules {
                variant: #variant,
                field: #name,
                rules: [#(#rules),*].into_iter().flatten().collect(),
            }
        }
    });
    let (dive_types, denies_unknown_fields) = (dive_types(model), model.denies_unknown_fields);
    quote! {
        fn describe(registry: &mut p::Registry) {
            if registry.add_rules::<Self>(::std::vec![#(#rules),*], #denies_unknown_fields) {
                #(<#dive_types as p::Constraints>::describe(registry);)*
            }
        }
    }
}

/// Returns a pattern that binds the fields of a variant selected by `wanted`.
fn pattern(variant: &Variant, wanted: impl Fn(&Field) -> bool) -> TokenStream {
    let path = match &variant.name {
        Some(name) => quote!(Self::#name),
        None => quote!(Self),
    };
    let bindings = variant.fields.iter().enumerate().filter(|(_, field)| wanted(field)).map(|(at, field)| {
        let (member, binding) = (&field.member, format_ident!("field_{at}"));
        quote!(#member: #binding,)
    });
    quote!(#path { #(#bindings)* .. })
}

fn normalize(model: &Model) -> TokenStream {
    let arms = model.variants.iter().map(|variant| {
        let pattern = pattern(variant, |field| field.has_dive || !field.normalizations.is_empty());
        let steps = variant.fields.iter().enumerate().map(|(at, Field { normalizations, has_dive, .. })| {
            let binding = format_ident!("field_{at}");
            let inner = has_dive.then(|| quote!(p::Constraints::normalize(#binding);));
            quote!(#(p::NormalizeText::normalize_with(#binding, p::rules::#normalizations);)* #inner)
        });
        quote!(#pattern => { #(#steps)* })
    });
    quote! {
        fn normalize(&mut self) {
            match self { #(#arms)* }
        }
    }
}

fn resolve_path(model: &Model) -> TokenStream {
    let arms = model.variants.iter().map(|variant| {
        let pattern = pattern(variant, |field| field.has_dive);
        let steps = steps(variant, model.is_transparent);
        quote!(#pattern => { #(#steps)* })
    });
    quote! {
        #[allow(unused_variables, clippy::needless_return)]
        fn resolve_path(&self, path: &mut p::FieldPath<'_>) {
            match self { #(#arms)* }
        }
    }
}

fn steps(variant: &Variant, is_transparent: bool) -> impl Iterator<Item = TokenStream> {
    variant.fields.iter().enumerate().map(move |(at, field)| {
        let Field { name, has_dive, segment, messages, .. } = field;
        let binding = format_ident!("field_{at}");
        let content_key = variant.content_key.iter();
        let push = match segment {
            PathSegment::Flattened => TokenStream::new(),
            PathSegment::Key(name) => quote!(path.push_key(#name);),
            PathSegment::Index(number) => quote!(path.push_index(#number);),
        };
        let messages = messages.iter().map(|Message { code, text }| quote!(path.set_message(#code, #text);));
        let inner = has_dive.then(|| quote!(p::Constraints::resolve_path(#binding, path);));
        let step = quote!(#(path.push_key(#content_key);)* #push #(#messages)* #inner);
        if is_transparent { step } else { quote!(if path.enter_field(#name) { #step return; }) }
    })
}
