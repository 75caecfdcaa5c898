//! Expressions that build the contract's rules from garde's rules.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Expr, Ident, LitStr, Type};

use super::{
    constant_expression::is_constant,
    garde_attribute::{Argument, GardeRule, parse_list},
    message_and_normalize::Message,
};

/// Sets drop duplicates, so the array that a client sends may be longer than the set that garde checks.
const SETS: &[&str] = &["HashSet", "BTreeSet", "IndexSet"];

/// Attributes of a field that determine its rules.
pub(super) struct Rules<'a> {
    pub(super) rules: &'a [GardeRule],
    pub(super) normalizations: &'a [Ident],
    pub(super) messages: &'a [Message],
    /// Names that a bound must not refer to, since they depend on the validated value.
    pub(super) local: &'a [String],
}

impl Rules<'_> {
    /// Returns the normalizations and rules of a field of type `ty`.
    ///
    /// Leaves out rules that only Rust can check: `custom`, `matches`, `if`, `credit_card`, `phone_number`, patterns
    /// and bounds that depend on the value, and all rules under `adapt`.
    pub(super) fn of(&self, ty: &Type) -> Vec<TokenStream> {
        let of = quote!(p::rules::type_of::<#ty>());
        let normalizations = self.normalizations.iter().map(|name| {
            let check = format_ident!("{}", if name == "trim" { "Trim" } else { "Lowercase" });
            quote!(p::rules::normalization(#of, p::Check::#check))
        });
        if self.rules.iter().any(|rule| rule.name == "adapt") {
            return normalizations.collect();
        }
        let is_set = quote!(#ty).into_iter().any(|token| SETS.iter().any(|set| token.to_string() == *set));
        normalizations.chain(self.rules.iter().flat_map(|rule| self.rule(rule, &of, is_set))).collect()
    }

    fn rule(&self, garde_rule: &GardeRule, of: &TokenStream, is_set: bool) -> Vec<TokenStream> {
        let arguments = || garde_rule.arguments.clone();
        let rule = match garde_rule.name.as_str() {
            "required" => check(quote!(Required)),
            "ascii" => check(quote!(Ascii)),
            "alphanumeric" => check(quote!(Alphanumeric)),
            "email" => Some(quote!(p::rules::email())),
            "url" => check(quote!(Url)),
            "ip" => check(quote!(Ip)),
            "ipv4" => check(quote!(Ipv4)),
            "ipv6" => check(quote!(Ipv6)),
            "length" if !is_set => length(parse_list(arguments()), self.local),
            "range" => range(parse_list(arguments()), of, self.local),
            name @ ("contains" | "prefix" | "suffix") => {
                let text = syn::parse2::<Expr>(arguments()).ok().filter(|text| is_constant(text, self.local));
                let name = format_ident!("{name}");
                text.map(|text| quote!(p::rules::#name(&#text)))
            }
            "pattern" => syn::parse2::<LitStr>(arguments()).ok().map(|regex| quote!(p::rules::pattern(#regex))),
            "inner" => {
                let inner = parse_list::<GardeRule>(arguments());
                let of = quote!(p::rules::inner_type(#of));
                let rules = inner.iter().flat_map(|rule| self.rule(rule, &of, false));
                return rules.map(|rule| quote!(p::rules::each(#rule))).collect();
            }
            _ => None,
        };
        let message = |code: &str| self.messages.iter().rfind(|message| message.code == code);
        match message(&garde_rule.name).or_else(|| message("")) {
            Some(Message { text, .. }) => {
                rule.map(|rule| quote!(p::rules::with_message(#rule, #text))).into_iter().collect()
            }
            None => rule.into_iter().collect(),
        }
    }
}

fn check(check: TokenStream) -> Option<TokenStream> {
    Some(quote!(p::rules::check(p::Check::#check)))
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
    Some(quote!(p::rules::length(p::LengthUnit::#unit, #min, #max)))
}

fn range(arguments: Vec<Argument>, of: &TokenStream, local: &[String]) -> Option<TokenStream> {
    let (min, max) = bounds(arguments, local)?;
    Some(quote!(p::rules::range(#of, #min, #max)))
}

/// Returns `min` and `max` as `Option` expressions; `None` if one of them depends on the value.
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
