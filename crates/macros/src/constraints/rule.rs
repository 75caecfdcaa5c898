//! One garde rule as an expression that makes the rule of the contract.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, LitStr, Type};

use super::{
    attribute::{Argument, Entry, inside},
    constant::is_constant,
};

/// Sets forget what is repeated: on the wire they are longer than garde finds them.
const SETS: &[&str] = &["HashSet", "BTreeSet", "IndexSet"];

/// The rules of one field. What only Rust can tell is left out: `custom`, `matches`, `if`, `credit_card`, `phone_number`, a pattern
/// or a bound that is not the same for every value, everything under `adapt`.
pub(super) fn rules(entries: &[Entry], ty: &Type, local: &[String]) -> Vec<TokenStream> {
    if entries.iter().any(|entry| entry.name == "adapt") {
        return Vec::new();
    }
    let of = quote!(p::rules::of::<#ty>());
    let is_set = quote!(#ty).into_iter().any(|token| SETS.iter().any(|set| token.to_string() == *set));
    entries.iter().flat_map(|entry| rule(entry, &of, is_set, local)).collect()
}

fn rule(entry: &Entry, of: &TokenStream, is_set: bool, local: &[String]) -> Vec<TokenStream> {
    let arguments = || entry.arguments.clone();
    let plain = |check: TokenStream| vec![quote!(p::rules::told(p::Check::#check))];
    match entry.name.as_str() {
        "required" => plain(quote!(Required)),
        "ascii" => plain(quote!(Ascii)),
        "alphanumeric" => plain(quote!(Alphanumeric)),
        "email" => vec![quote!(p::rules::email())],
        "url" => plain(quote!(Url)),
        "ip" => plain(quote!(Ip)),
        "ipv4" => plain(quote!(Ipv4)),
        "ipv6" => plain(quote!(Ipv6)),
        "length" if !is_set => length(inside(arguments()), local).into_iter().collect(),
        "range" => range(inside(arguments()), of, local).into_iter().collect(),
        name @ ("contains" | "prefix" | "suffix") => {
            let text = syn::parse2::<Expr>(arguments()).ok().filter(|text| is_constant(text, local));
            let name = syn::Ident::new(name, proc_macro2::Span::call_site());
            text.map(|text| quote!(p::rules::#name(&#text))).into_iter().collect()
        }
        "pattern" => {
            syn::parse2::<LitStr>(arguments()).map(|regex| quote!(p::rules::pattern(#regex))).into_iter().collect()
        }
        "inner" => {
            let inner = inside::<Entry>(arguments());
            let of = quote!(p::rules::item(#of));
            let rules = inner.iter().flat_map(|entry| rule(entry, &of, false, local));
            rules.map(|rule| quote!(p::rules::each(#rule))).collect()
        }
        _ => Vec::new(),
    }
}

fn length(arguments: Vec<Argument>, local: &[String]) -> Option<TokenStream> {
    let unit = arguments.iter().find_map(|argument| match argument.name.as_str() {
        "chars" => Some(quote!(Chars)),
        "graphemes" => Some(quote!(Graphemes)),
        "utf16" => Some(quote!(Utf16)),
        _ => None,
    });
    let unit = unit.unwrap_or_else(|| quote!(Bytes));
    let (min, max) = bounds(arguments, local)?;
    Some(quote!(p::rules::length(p::Unit::#unit, #min, #max)))
}

fn range(arguments: Vec<Argument>, of: &TokenStream, local: &[String]) -> Option<TokenStream> {
    let (min, max) = bounds(arguments, local)?;
    Some(quote!(p::rules::range(#of, #min, #max)))
}

/// `min` and `max`, each as an `Option`; nothing if only one value knows them.
fn bounds(arguments: Vec<Argument>, local: &[String]) -> Option<(TokenStream, TokenStream)> {
    let bound = |name: &str| {
        let named = arguments.iter().find(|argument| argument.name == name || argument.name == "equal");
        match named.and_then(|argument| argument.value.as_ref()) {
            None => Some(quote!(::core::option::Option::None)),
            Some(value) => is_constant(value, local).then(|| quote!(::core::option::Option::Some(#value))),
        }
    };
    Some((bound("min")?, bound("max")?))
}
