//! JSON Schemas of unions, with a discriminator if they are tagged.

use isotype_contract::{Shape, Tagging, Union, Variant};

use crate::{
    components::Components,
    description,
    json::{Json, Map, json},
};

impl Components<'_> {
    /// Returns the schema of the component `name`. The variants of a tagged union become components too.
    pub(crate) fn component_schema(&mut self, name: &str, shape: &Shape) -> Json {
        match shape {
            Shape::Union(union) => match &union.tagging {
                Tagging::Tag(tag) if union.variants.len() > 1 => self.tagged(name, tag, union),
                _ => self.union(union),
            },
            _ => self.schema(shape),
        }
    }

    /// Returns the schema of a union, without creating components for its variants.
    pub(crate) fn union(&mut self, union: &Union) -> Json {
        let variants = union.variants.iter();
        let literals: Option<Vec<&str>> = variants.map(literal).collect();
        if let Some(literals) = literals {
            let mut schema = json!({ "type": "string", "enum": literals });
            description::describe(&mut schema, &variant_docs(union), None);
            return schema;
        }
        let mut variants: Vec<Json> = union.variants.iter().map(|variant| self.variant(variant)).collect();
        let keyword = if union.tagging == Tagging::Untagged || has_other(union) { "anyOf" } else { "oneOf" };
        match variants.pop() {
            Some(only) if variants.is_empty() => only,
            last => {
                variants.extend(last);
                json!({ keyword: variants })
            }
        }
    }

    /// Returns a tagged union with a discriminator, whose mapping can only refer to components.
    fn tagged(&mut self, name: &str, tag: &str, union: &Union) -> Json {
        let (mut variants, mut mapping) = (Vec::new(), Map::new());
        for variant in &union.variants {
            let component = self.add(&format!("{name}.{}", variant.name), |components| components.variant(variant));
            let reference = format!("#/components/schemas/{component}");
            if !variant.other {
                mapping.insert(variant.name.clone(), reference.as_str().into());
            }
            variants.push(json!({ "$ref": reference }));
        }
        let keyword = if has_other(union) { "anyOf" } else { "oneOf" };
        json!({ keyword: variants, "discriminator": { "propertyName": tag, "mapping": mapping } })
    }

    fn variant(&mut self, variant: &Variant) -> Json {
        let mut schema = self.schema(&variant.shape);
        description::describe(&mut schema, &variant.docs, variant.deprecated.as_deref());
        schema
    }
}

fn has_other(union: &Union) -> bool {
    union.variants.iter().any(|variant| variant.other)
}

fn literal(variant: &Variant) -> Option<&str> {
    match &variant.shape {
        Shape::Literal(text) if !variant.other => Some(text),
        _ => None,
    }
}

/// Returns the docs of the variants as a Markdown list.
fn variant_docs(union: &Union) -> String {
    let lines = union.variants.iter().filter(|variant| !variant.docs.is_empty());
    let lines = lines.map(|variant| format!("- `{}`: {}", variant.name, variant.docs.replace('\n', " ")));
    lines.collect::<Vec<_>>().join("\n")
}
