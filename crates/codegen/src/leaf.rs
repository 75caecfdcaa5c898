//! Leaves that specta prints otherwise than the wire carries them. Done before the phases are mapped, so that a
//! difference between the directions splits every type that contains it.

use specta::{
    Types,
    datatype::{DataType, Primitive},
};
use specta_serde::phased;
use specta_typescript::define;

use crate::{later, walk};

const JSON_VALUE: &str = "null | boolean | number | string | JsonValue[] | { [key in string]: JsonValue }";

/// The types with every leaf as it is on the wire.
pub(crate) fn correct(types: &Types) -> Types {
    let mut types = types.clone();
    types.iter_mut(|named| {
        if named.module_path == "serde_json" && named.name == "Value" {
            named.name = "JsonValue".into();
            named.docs = "Any JSON.".into();
            named.ty = Some(define(JSON_VALUE).into());
        } else if later::is(named) {
            later::hide(named);
        } else if let Some(ty) = &mut named.ty {
            walk::rewrite(ty, &leaf);
        }
    });
    types
}

/// One use site with every leaf as it is on the wire.
pub(crate) fn correct_use(use_site: &DataType) -> DataType {
    let mut corrected = use_site.clone();
    walk::rewrite(&mut corrected, &leaf);
    corrected
}

/// serde writes NaN as `null`, but reads no `null` as a number.
fn leaf(part: &DataType) -> Option<DataType> {
    match part {
        DataType::Primitive(Primitive::f32 | Primitive::f64) => Some(phased(part.clone(), define("number").into())),
        _ => None,
    }
}
