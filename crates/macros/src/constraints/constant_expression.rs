//! Bounds that are the same for every value.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::Expr;

/// Whether an expression can be told: garde evaluates it where the value, its fields and the context can be named, we where they cannot.
pub(super) fn is_constant(expression: &Expr, local: &[String]) -> bool {
    !names(expression.to_token_stream(), &|name| name == "self" || local.iter().any(|local| local == name))
}

fn names(tokens: TokenStream, wanted: &impl Fn(&str) -> bool) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => wanted(&name.to_string()),
        TokenTree::Group(group) => names(group.stream(), wanted),
        _ => false,
    })
}
