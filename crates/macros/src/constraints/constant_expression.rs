//! Detection of bounds that do not depend on the validated value.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::Expr;

/// Returns `true` if an expression refers neither to `self` nor to a name in `local`.
///
/// garde evaluates bounds with the value, its fields and the context in scope, but the contract needs them without a
/// value.
pub(super) fn is_constant(expression: &Expr, local: &[String]) -> bool {
    !contains_ident(expression.to_token_stream(), &|name| name == "self" || local.iter().any(|local| local == name))
}

fn contains_ident(tokens: TokenStream, wanted: &impl Fn(&str) -> bool) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => wanted(&name.to_string()),
        TokenTree::Group(group) => contains_ident(group.stream(), wanted),
        _ => false,
    })
}
