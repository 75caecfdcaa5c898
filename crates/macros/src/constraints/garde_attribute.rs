//! Parser for `#[garde(…)]`. Ignores invalid input, since garde's own derive reports it.

use proc_macro2::TokenStream;
use syn::{
    Attribute, Expr, Ident, Token,
    ext::IdentExt,
    parenthesized,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
    token::Paren,
};

/// Validation rule: `name` or `name(arguments)`.
pub(super) struct GardeRule {
    pub(super) name: String,
    pub(super) arguments: TokenStream,
}

impl Parse for GardeRule {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?.to_string();
        let mut arguments = TokenStream::new();
        if input.peek(Paren) {
            let inner;
            parenthesized!(inner in input);
            arguments = inner.parse()?;
        }
        Ok(GardeRule { name, arguments })
    }
}

/// Argument of a rule: `name` or `name = value`, as in `length(chars, min = 1)`.
pub(super) struct Argument {
    pub(super) name: String,
    pub(super) value: Option<Expr>,
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?.to_string();
        let value = if input.parse::<Option<Token![=]>>()?.is_some() { Some(input.parse()?) } else { None };
        Ok(Argument { name, value })
    }
}

/// Returns all rules in the attributes of a field or type.
pub(super) fn garde_rules(attributes: &[Attribute]) -> Vec<GardeRule> {
    let garde = attributes.iter().filter(|attribute| attribute.path().is_ident("garde"));
    garde
        .flat_map(|attribute| {
            attribute.meta.require_list().map(|list| parse_list(list.tokens.clone())).unwrap_or_default()
        })
        .collect()
}

/// Parses a comma-separated list.
pub(super) fn parse_list<T: Parse>(tokens: TokenStream) -> Vec<T> {
    let parser = Punctuated::<T, Token![,]>::parse_terminated;
    syn::parse::Parser::parse2(parser, tokens).map(|parts| parts.into_iter().collect()).unwrap_or_default()
}
