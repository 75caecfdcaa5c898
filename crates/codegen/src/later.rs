//! `Later<T>`, which is TypeScript's own `Promise<T>`: the reference gets that name, and nothing is declared.

use specta::{Types, datatype::NamedDataType};
use specta_typescript::define;

/// The name that it has in TypeScript.
const PROMISE: &str = "Promise";

/// Whether it is that type.
pub(crate) fn is(named: &NamedDataType) -> bool {
    named.module_path == "isotype_core::later" && (named.name == "Later" || named.name == PROMISE)
}

/// Hides what it is made of: neither serde's attributes nor its fields matter.
pub(crate) fn hide(named: &mut NamedDataType) {
    named.ty = Some(define(PROMISE).into());
}

/// Gives it its name, once all others have theirs.
pub(crate) fn name(types: &mut Types) {
    types.iter_mut(|named| {
        if is(named) {
            named.name = PROMISE.into();
        }
    });
}
