//! Parser for `#[message(…)]` and `#[normalize(…)]`, which garde does not have.

use syn::{
    Attribute, Ident, LitStr, Token,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

use super::garde_attribute::{GardeRule, parse_list};

/// Custom message that replaces garde's message for a rule.
pub(super) struct Message {
    /// Name of the rule; empty if the message applies to all rules without a message of their own.
    pub(super) code: String,
    pub(super) text: LitStr,
}

impl Parse for Message {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            return Ok(Message { code: String::new(), text: input.parse()? });
        }
        let code = input.call(Ident::parse_any)?.to_string();
        input.parse::<Token![=]>()?;
        Ok(Message { code, text: input.parse()? })
    }
}

/// Returns the messages of a field.
///
/// # Errors
///
/// Returns an error if a message names a rule that the field does not have.
pub(super) fn messages(attributes: &[Attribute], rules: &[GardeRule]) -> syn::Result<Vec<Message>> {
    let messages: Vec<Message> = parse_all("message", attributes)?;
    let known = |code: &str| code.is_empty() || has(rules, code) || has(rules, "custom");
    match messages.iter().find(|message| !known(&message.code)) {
        Some(Message { code, text }) => {
            Err(syn::Error::new(text.span(), format!("the field has no rule `{code}` to set a message for")))
        }
        None => Ok(messages),
    }
}

/// Returns `true` if `rules` contains the rule `code`, directly or in `inner`.
fn has(rules: &[GardeRule], code: &str) -> bool {
    rules
        .iter()
        .any(|rule| rule.name == code || (rule.name == "inner" && has(&parse_list(rule.arguments.clone()), code)))
}

/// Returns the normalizations of a field, in order.
pub(super) fn normalizations(attributes: &[Attribute]) -> syn::Result<Vec<Ident>> {
    let normalizations: Vec<Ident> = parse_all("normalize", attributes)?;
    match normalizations.iter().find(|name| *name != "trim" && *name != "lowercase") {
        Some(name) => {
            let message = format!("unknown normalization `{name}`: expected `trim` or `lowercase`");
            Err(syn::Error::new(name.span(), message))
        }
        None => Ok(normalizations),
    }
}

fn parse_all<T: Parse>(name: &str, attributes: &[Attribute]) -> syn::Result<Vec<T>> {
    let mut found = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        found.extend(attribute.parse_args_with(Punctuated::<T, Token![,]>::parse_terminated)?);
    }
    Ok(found)
}
