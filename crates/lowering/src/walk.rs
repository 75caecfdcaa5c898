//! Traversal of the parts of a type, without following references to named types.

use specta::datatype::{DataType, Fields, NamedReference, NamedReferenceType, Reference};

/// Calls `f` on each part, outermost first.
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

/// Calls `f` on each reference to a named type, in order and including repetitions.
pub(crate) fn references(part: &DataType, f: &mut dyn FnMut(&NamedReference)) {
    visit(part, &mut |part| {
        if let DataType::Reference(Reference::Named(reference)) = part
            && let NamedReferenceType::Reference { .. } = reference.inner
        {
            f(reference);
        }
    });
}

/// Replaces parts for which `replace` returns a type, outermost first. Replacements are not visited.
pub(crate) fn rewrite(part: &mut DataType, replace: &dyn Fn(&DataType) -> Option<DataType>) {
    if let Some(new) = replace(part) {
        *part = new;
        return;
    }
    match part {
        DataType::Primitive(_) | DataType::Generic(_) | DataType::Reference(Reference::Opaque(_)) => {}
        DataType::List(list) => rewrite(&mut list.ty, replace),
        // Map keys are strings in JSON, so markers for values do not apply to them.
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
