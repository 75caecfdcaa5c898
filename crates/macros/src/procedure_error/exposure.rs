//! What the caller sees of a variant: `#[code(…)]`, `#[internal]`, `#[internal(…)]` or `#[forward]`.

use syn::{Attribute, Ident, Meta, spanned::Spanned};

pub(super) enum Exposure {
    /// The caller sees it whole.
    Declared { code: Ident },
    /// The caller sees the code and a request id.
    Internal { code: Ident },
    /// It holds an error that knows by itself.
    Forward,
}

const MISSING_EXPOSURE: &str = "say what the caller sees: `#[code(Conflict)]` shows it, `#[internal]` hides it, `#[forward]` leaves it to the error inside";

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
                    "only one of `#[code]`, `#[internal]` and `#[forward]` can hold",
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
