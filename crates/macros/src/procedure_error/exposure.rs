//! Parser for the attributes that determine what a caller sees of a variant: `#[code(…)]`, `#[internal]`,
//! `#[internal(…)]` and `#[forward]`.

use syn::{Attribute, Ident, Meta, spanned::Spanned};

/// Determines what the caller sees of a variant.
pub(super) enum Exposure {
    /// The caller sees the variant and its fields.
    Declared { code: Ident },
    /// The caller sees only the code and the request id.
    Internal { code: Ident },
    /// The contained error determines what the caller sees.
    Forward,
}

const MISSING_EXPOSURE: &str = "missing attribute: `#[code(Conflict)]` shows the error to the caller, `#[internal]` hides it, `#[forward]` uses the contained error";

impl Exposure {
    pub(super) fn of(attributes: &[Attribute], name: &Ident) -> syn::Result<Exposure> {
        let mut found = None;
        for attribute in attributes {
            let exposure = if attribute.path().is_ident("code") {
                Exposure::Declared { code: attribute.parse_args()? }
            } else if attribute.path().is_ident("internal") {
                Exposure::Internal { code: internal_code(attribute)? }
            } else if attribute.path().is_ident("forward") {
                attribute.meta.require_path_only()?;
                Exposure::Forward
            } else {
                continue;
            };
            if found.replace(exposure).is_some() {
                return Err(syn::Error::new(
                    attribute.span(),
                    "expected only one of `#[code]`, `#[internal]` and `#[forward]`",
                ));
            }
        }
        found.ok_or_else(|| syn::Error::new(name.span(), MISSING_EXPOSURE))
    }
}

fn internal_code(attribute: &Attribute) -> syn::Result<Ident> {
    match attribute.meta {
        Meta::Path(_) => Ok(Ident::new("InternalServerError", attribute.span())),
        _ => attribute.parse_args(),
    }
}
