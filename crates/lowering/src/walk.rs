//! Going through a type graph: every part of a type, without following references to named types.

use specta::datatype::{DataType, Fields, NamedReference, NamedReferenceType, Reference};

/// Calls `visit` on each part, innermost last.
pub(crate) fn visit(part: &DataType, f: &mut dyn FnMut(&DataType)) {
    f(part);
    match part {
        DataType::Primitive(_) | DataType::Generic(_) | DataType::Reference(Reference::Opaque(_)) => {}
        DataType::List(list) => visit(&list.ty, f),
        DataType::Map(map) => {
            visit(map.key_ty(), f);
            visit(map.value_ty(), f);
        }
        DataType::Nullable(inner) => visit(inner, f),
        DataType::Tuple(tuple) => tuple.elements.iter().for_each(|element| visit(element, f)),
        DataType::Intersection(parts) => parts.iter().for_each(|part| visit(part, f)),
        DataType::Struct(object) => visit_fields(&object.fields, f),
        DataType::Enum(choice) => {
            for (_, variant) in choice.variants.iter().filter(|(_, variant)| !variant.skip) {
                visit_fields(&variant.fields, f);
            }
        }
        DataType::Reference(Reference::Named(reference)) => match &reference.inner {
            NamedReferenceType::Inline { dt, .. } => visit(dt, f),
            NamedReferenceType::Reference { generics, .. } => {
                generics.iter().for_each(|(_, argument)| visit(argument, f))
            }
            NamedReferenceType::Recursive(_) => {}
        },
    }
}

fn visit_fields(fields: &Fields, f: &mut dyn FnMut(&DataType)) {
    match fields {
        Fields::Unit => {}
        Fields::Unnamed(fields) => {
            fields.fields.iter().filter_map(|field| field.ty.as_ref()).for_each(|ty| visit(ty, f))
        }
        Fields::Named(fields) => {
            fields.fields.iter().filter_map(|(_, field)| field.ty.as_ref()).for_each(|ty| visit(ty, f));
        }
    }
}

/// The named types that a part refers to, in order, each as often as it occurs.
pub(crate) fn references(part: &DataType, f: &mut dyn FnMut(&NamedReference)) {
    visit(part, &mut |part| {
        if let DataType::Reference(Reference::Named(reference)) = part
            && let NamedReferenceType::Reference { .. } = reference.inner
        {
            f(reference);
        }
    });
}

/// Offers each part to `replace`, outermost first; what was replaced is not entered.
pub(crate) fn rewrite(part: &mut DataType, replace: &dyn Fn(&DataType) -> Option<DataType>) {
    if let Some(new) = replace(part) {
        *part = new;
        return;
    }
    match part {
        DataType::Primitive(_) | DataType::Generic(_) | DataType::Reference(Reference::Opaque(_)) => {}
        DataType::List(list) => rewrite(&mut list.ty, replace),
        // JSON's keys are strings: what stands for a value does not stand for a key.
        DataType::Map(map) => rewrite(map.value_ty_mut(), replace),
        DataType::Nullable(inner) => rewrite(inner, replace),
        DataType::Tuple(tuple) => tuple.elements.iter_mut().for_each(|element| rewrite(element, replace)),
        DataType::Intersection(parts) => parts.iter_mut().for_each(|part| rewrite(part, replace)),
        DataType::Struct(object) => rewrite_fields(&mut object.fields, replace),
        DataType::Enum(choice) => {
            choice.variants.iter_mut().for_each(|(_, variant)| rewrite_fields(&mut variant.fields, replace))
        }
        DataType::Reference(Reference::Named(reference)) => match &mut reference.inner {
            NamedReferenceType::Inline { dt, .. } => rewrite(dt, replace),
            NamedReferenceType::Reference { generics, .. } => {
                generics.iter_mut().for_each(|(_, argument)| rewrite(argument, replace));
            }
            NamedReferenceType::Recursive(_) => {}
        },
    }
}

fn rewrite_fields(fields: &mut Fields, replace: &dyn Fn(&DataType) -> Option<DataType>) {
    match fields {
        Fields::Unit => {}
        Fields::Unnamed(fields) => {
            fields.fields.iter_mut().filter_map(|field| field.ty.as_mut()).for_each(|ty| rewrite(ty, replace))
        }
        Fields::Named(fields) => {
            fields.fields.iter_mut().filter_map(|(_, field)| field.ty.as_mut()).for_each(|ty| rewrite(ty, replace));
        }
    }
}
