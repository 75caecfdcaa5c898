//! `#[message(…)]` and `#[normalize(…)]`: what garde has no word for.

use syn::{
    Attribute, Ident, LitStr, Token,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

use super::garde_attribute::{GardeRule, parse_list};

/// Says something else where a rule is broken.
pub(super) struct Message {
    /// The rule; nothing for every rule that has no message of its own.
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

/// The messages of a field that keeps to these rules.
pub(super) fn messages(attributes: &[Attribute], rules: &[GardeRule]) -> syn::Result<Vec<Message>> {
    let messages: Vec<Message> = all("message", attributes)?;
    let known = |code: &str| code.is_empty() || has(rules, code) || has(rules, "custom");
    match messages.iter().find(|message| !known(&message.code)) {
        Some(Message { code, text }) => {
            Err(syn::Error::new(text.span(), format!("the field has no rule `{code}` that this could be said of")))
        }
        None => Ok(messages),
    }
}

/// Whether a rule is among them, or among those of what they look into.
fn has(rules: &[GardeRule], code: &str) -> bool {
    rules
        .iter()
        .any(|rule| rule.name == code || (rule.name == "inner" && has(&parse_list(rule.arguments.clone()), code)))
}

/// What is done to the texts of a field, in order.
pub(super) fn normalizations(attributes: &[Attribute]) -> syn::Result<Vec<Ident>> {
    let changes: Vec<Ident> = all("normalize", attributes)?;
    match changes.iter().find(|change| *change != "trim" && *change != "lowercase") {
        Some(other) => Err(syn::Error::new(other.span(), "a text can be brought to `trim` and `lowercase`")),
        None => Ok(changes),
    }
}

fn all<T: Parse>(name: &str, attributes: &[Attribute]) -> syn::Result<Vec<T>> {
    let mut found = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        found.extend(attribute.parse_args_with(Punctuated::<T, Token![,]>::parse_terminated)?);
    }
    Ok(found)
}
