//! Integers that JavaScript cannot hold are refused, never rounded.

use specta::datatype::{DataType, NamedDataType, Primitive};

use crate::{names, walk};

/// The complaints about one named type.
pub(crate) fn check_type(named: &NamedDataType, user: &str, complaints: &mut Vec<String>) {
    let place = format!("type {} ({}), used by `{user}`", names::rust_path(named), names::place(named));
    if let Some(ty) = &named.ty {
        check(ty, &place, complaints);
    }
}

/// The complaints about one use site.
pub(crate) fn check(part: &DataType, place: &str, complaints: &mut Vec<String>) {
    walk::visit(part, "", &mut |part, path| {
        let Some(integer) = wide(part) else { return };
        let what = if path.is_empty() { integer.to_owned() } else { format!("{path}: {integer}") };
        complaints.push(format!(
            "`{what}` in {place}: a JavaScript number cannot hold every {integer}. Use a smaller integer (u32, i32), \
             or send it as text: `#[serde(with = \"...\")] #[specta(type = String)]`"
        ));
    });
}

fn wide(part: &DataType) -> Option<&'static str> {
    let DataType::Primitive(primitive) = part else {
        return None;
    };
    Some(match primitive {
        Primitive::i64 => "i64",
        Primitive::u64 => "u64",
        Primitive::i128 => "i128",
        Primitive::u128 => "u128",
        Primitive::isize => "isize",
        Primitive::usize => "usize",
        _ => return None,
    })
}
