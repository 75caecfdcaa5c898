//! Contract passes that need all types.

use std::collections::{BTreeMap, HashSet};

use isotype_contract::{Contract, Definition, Shape, Union, Variant};

use crate::flatten;

/// Applies every pass.
pub(crate) fn apply(mut contract: Contract) -> Contract {
    resolve_brands(&mut contract);
    let before = contract.clone();
    contract.rewrite_shapes(&|part| flatten::merge_objects(part, &before));
    let before = contract.clone();
    contract.rewrite_shapes(&|part| flatten::expand_unit_variants(part, &before));
    join_directions(&mut contract);
    contract
}

/// Keeps brands only on newtypes over scalars that can be branded.
fn resolve_brands(contract: &mut Contract) {
    let can_be_branded =
        |shape: &Shape| matches!(contract.resolve(shape), Shape::Scalar(scalar) if scalar.can_be_branded());
    let brands: Vec<bool> =
        contract.types.iter().map(|definition| definition.branded && can_be_branded(&definition.shape)).collect();
    contract.types.iter_mut().zip(brands).for_each(|(definition, brand)| definition.branded = brand);
}

/// Joins the input and output versions of a type if they are equal.
///
/// serde's `with` splits a type even if both directions have the same JSON. Variant aliases matter only to readers and
/// are ignored in the comparison.
fn join_directions(contract: &mut Contract) {
    let inputs = contract.types.iter().filter_map(|definition| {
        let output = contract.definition(definition.name.strip_suffix("Input")?)?;
        (output.source == definition.source).then(|| (definition.name.clone(), output.name.clone()))
    });
    let mut joined: BTreeMap<String, String> = inputs.collect();
    // Recursive types require a greatest fixpoint: all pairs count as equal until they are found to differ.
    loop {
        let different: HashSet<String> = joined
            .iter()
            .filter(|(input, output)| !are_equal(contract.definition(input), contract.definition(output), &joined))
            .map(|(input, _)| input.clone())
            .collect();
        if different.is_empty() {
            break;
        }
        joined.retain(|input, _| !different.contains(input));
    }
    let input_shape =
        |(input, output): (&String, &String)| Some((output.clone(), contract.definition(input)?.shape.clone()));
    let mut input_shapes: BTreeMap<String, Shape> = joined.iter().filter_map(input_shape).collect();
    contract.types.retain(|definition| !joined.contains_key(&definition.name));
    for definition in &mut contract.types {
        definition.shape = input_shapes.remove(&definition.name).unwrap_or_else(|| definition.shape.clone());
    }
    contract.rewrite_shapes(&|part| rename(part, &joined));
}

fn are_equal(input: Option<&Definition>, output: Option<&Definition>, joined: &BTreeMap<String, String>) -> bool {
    let shape = |definition: &Definition| without_aliases(&definition.shape).rewrite(&|part| rename(part, joined));
    input.zip(output).is_some_and(|(input, output)| shape(input) == shape(output))
}

/// Returns the shape without variant aliases.
fn without_aliases(shape: &Shape) -> Shape {
    shape.rewrite(&|part| {
        let Shape::Union(Union { tagging, variants }) = part else { return None };
        let variants = variants.iter().map(|variant| Variant {
            shape: without_aliases(&variant.shape),
            aliases: Vec::new(),
            ..variant.clone()
        });
        Some(Shape::Union(Union { tagging: tagging.clone(), variants: variants.collect() }))
    })
}

fn rename(part: &Shape, joined: &BTreeMap<String, String>) -> Option<Shape> {
    let Shape::Type { name, arguments } = part else { return None };
    let arguments = arguments.iter().map(|argument| argument.rewrite(&|part| rename(part, joined))).collect();
    Some(Shape::Type { name: joined.get(name)?.clone(), arguments })
}
