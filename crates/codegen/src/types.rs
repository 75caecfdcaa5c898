//! TypeScript signatures of procedures and declarations of named types.

use isotype_contract::{Contract, Definition, Object, Shape};

use crate::{
    jsdoc, markers, scalar,
    signature::{Signature, signature},
    type_expression,
};

/// Signatures and type declarations of an API.
pub(crate) struct PrintedTypes {
    /// One signature per procedure, in the order of the contract.
    pub(crate) signatures: Vec<Signature>,
    /// Name and declaration of each type that the signatures use, sorted by name. Names are marked, see [`markers`].
    pub(crate) declarations: Vec<(String, String)>,
}

pub(crate) fn print(contract: &Contract) -> PrintedTypes {
    let mut declarations: Vec<_> =
        contract.types.iter().map(|definition| (definition.name.clone(), declaration(definition, contract))).collect();
    for (name, declaration) in scalar::declared_types(contract) {
        let at = declarations.partition_point(|(other, _)| other.as_str() < name);
        declarations.insert(at, (name.to_owned(), declaration.to_owned()));
    }
    let signatures = contract.procedures.iter().map(|procedure| signature(procedure, contract)).collect();
    PrintedTypes { signatures, declarations }
}

fn declaration(definition: &Definition, contract: &Contract) -> String {
    let Definition { name, parameters, .. } = definition;
    let name = markers::mark("", name);
    let head = if parameters.is_empty() { name } else { format!("{name}<{}>", parameters.join(", ")) };
    let comment = jsdoc::comment(&definition.docs, definition.deprecated.as_deref(), "");
    match &definition.shape {
        Shape::Object(object) if !object.fields.is_empty() || object.additional.is_some() => {
            format!("{comment}export interface {head} {{\n{}}}\n", type_expression::members(object, contract, "  "))
        }
        Shape::Intersection(parts) if let Some((own, bases)) = bases(parts, contract) => {
            format!(
                "{comment}export interface {head} extends {bases} {{\n{}}}\n",
                type_expression::members(own, contract, "  ")
            )
        }
        shape if definition.branded => {
            let plain = type_expression::shape(shape, contract, "");
            format!("{comment}export type {head} = Brand<{plain}, \"{}\">;\n", definition.name)
        }
        shape => {
            let text = type_expression::shape(shape, contract, "");
            let space = if text.starts_with('\n') { "" } else { " " };
            format!("{comment}export type {head} ={space}{text};\n")
        }
    }
}

/// Returns the object's own fields and its `extends` list if an interface can express the intersection.
///
/// This requires that all other parts are named objects that share no field with it.
fn bases<'a>(parts: &'a [Shape], contract: &Contract) -> Option<(&'a Object, String)> {
    let [Shape::Object(own), others @ ..] = parts else { return None };
    let is_interface = |part: &Shape| {
        matches!(part, Shape::Type { .. })
            && matches!(contract.resolve(part), Shape::Object(object)
                if object.additional.is_none() && !object.fields.iter().any(|field| own.fields.iter().any(|own| own.name == field.name)))
    };
    let is_extended = own.additional.is_none() && others.iter().all(is_interface);
    let bases = others.iter().map(|part| type_expression::shape(part, contract, "")).collect::<Vec<_>>().join(", ");
    is_extended.then_some((own, bases))
}
