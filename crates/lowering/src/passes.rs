//! What can only be said of all types together.

use std::collections::{BTreeMap, HashSet};

use isotype_contract::{Contract, Definition, Field, Object, Scalar, Shape, Tagging, Union, Variant};

/// The contract with what follows from its types being known.
pub(crate) fn apply(mut contract: Contract) -> Contract {
    resolve_brands(&mut contract);
    let named = contract.clone();
    contract.rewrite_shapes(&|part| merge_objects(part, &named));
    let spread = contract.clone();
    contract.rewrite_shapes(&|part| expand_unit_variants(part, &spread));
    join_directions(&mut contract);
    contract
}

/// A newtype over anything but a string, a number or a truth value is no name for it.
fn resolve_brands(contract: &mut Contract) {
    let is_plain = |shape: &Shape| matches!(contract.resolve(shape), Shape::Scalar(scalar) if scalar.can_be_branded());
    let brands: Vec<bool> =
        contract.types.iter().map(|definition| definition.branded && is_plain(&definition.shape)).collect();
    contract.types.iter_mut().zip(brands).for_each(|(definition, brand)| definition.branded = brand);
}

/// What is all of several: their members in one object where they can be, and the others beside it. A map is any members that are none
/// of theirs.
fn merge_objects(part: &Shape, contract: &Contract) -> Option<Shape> {
    let Shape::Intersection(parts) = part else { return None };
    let (mut own, mut others) = (Object::default(), Vec::new());
    for part in parts.iter().map(|part| part.rewrite(&|part| merge_objects(part, contract))) {
        match (contract.resolve(&part), part) {
            (_, Shape::Object(object)) => {
                own.fields.extend(object.fields);
                own.additional = own.additional.or(object.additional);
            }
            (Shape::Map { value, .. }, _) => own.additional = Some(value),
            (any @ Shape::Scalar(Scalar::Json), _) => own.additional = Some(Box::new(any)),
            (_, other) => others.push(other),
        }
    }
    if others.is_empty() || own != Object::default() {
        others.insert(0, Shape::Object(own));
    }
    Some(if others.len() == 1 { others.remove(0) } else { Shape::Intersection(others) })
}

/// A variant that holds nothing is a string by itself, and among other members one that is `null`.
fn expand_unit_variants(part: &Shape, contract: &Contract) -> Option<Shape> {
    let Shape::Intersection(parts) = part else { return None };
    let spread = |part: &Shape| match contract.resolve(part) {
        Shape::Union(Union { tagging: Tagging::External, variants })
            if variants.iter().any(|variant| matches!(variant.shape, Shape::Literal(_))) =>
        {
            let variants = variants.iter().map(|variant| match &variant.shape {
                Shape::Literal(name) => Variant { shape: null_member(name), ..variant.clone() },
                _ => variant.clone(),
            });
            Shape::Union(Union { tagging: Tagging::External, variants: variants.collect() })
        }
        _ => part.clone(),
    };
    let spread: Vec<Shape> = parts.iter().map(spread).collect();
    (spread != *parts).then_some(Shape::Intersection(spread))
}

fn null_member(name: &str) -> Shape {
    let field = Field {
        name: name.to_owned(),
        rust_name: None,
        shape: Scalar::Null.into(),
        optional: false,
        aliases: Vec::new(),
        rules: Vec::new(),
        docs: String::new(),
        deprecated: None,
    };
    Shape::Object(vec![field].into())
}

/// One type for both directions where it was told twice and is the same: serde's `with` says nothing of that. Other names of variants
/// are for who reads alone, and make no other type.
fn join_directions(contract: &mut Contract) {
    let inputs = contract.types.iter().filter_map(|definition| {
        let written = contract.definition(definition.name.strip_suffix("Input")?)?;
        (written.source == definition.source).then(|| (definition.name.clone(), written.name.clone()))
    });
    let mut same: BTreeMap<String, String> = inputs.collect();
    // All pairs are taken for equal until one is found not to be, for types may contain each other.
    loop {
        let differ: HashSet<String> = same
            .iter()
            .filter(|(input, written)| !are_equal(contract.definition(input), contract.definition(written), &same))
            .map(|(input, _)| input.clone())
            .collect();
        if differ.is_empty() {
            break;
        }
        same.retain(|input, _| !differ.contains(input));
    }
    let read =
        |(input, written): (&String, &String)| Some((written.clone(), contract.definition(input)?.shape.clone()));
    let mut read: BTreeMap<String, Shape> = same.iter().filter_map(read).collect();
    contract.types.retain(|definition| !same.contains_key(&definition.name));
    for definition in &mut contract.types {
        definition.shape = read.remove(&definition.name).unwrap_or_else(|| definition.shape.clone());
    }
    contract.rewrite_shapes(&|part| renamed(part, &same));
}

fn are_equal(input: Option<&Definition>, written: Option<&Definition>, same: &BTreeMap<String, String>) -> bool {
    let shape = |definition: &Definition| without_aliases(&definition.shape).rewrite(&|part| renamed(part, same));
    input.zip(written).is_some_and(|(input, written)| shape(input) == shape(written))
}

/// The shape with no other names of variants.
fn without_aliases(shape: &Shape) -> Shape {
    shape.rewrite(&|part| {
        let Shape::Union(Union { tagging: told, variants }) = part else { return None };
        let bare = variants.iter().map(|variant| Variant {
            shape: without_aliases(&variant.shape),
            aliases: Vec::new(),
            ..variant.clone()
        });
        Some(Shape::Union(Union { tagging: told.clone(), variants: bare.collect() }))
    })
}

fn renamed(part: &Shape, same: &BTreeMap<String, String>) -> Option<Shape> {
    let Shape::Type { name, arguments } = part else { return None };
    let arguments = arguments.iter().map(|argument| argument.rewrite(&|part| renamed(part, same))).collect();
    Some(Shape::Type { name: same.get(name)?.clone(), arguments })
}
