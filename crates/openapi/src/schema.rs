//! JSON Schemas (2020-12) of shapes.

use isotype_contract::{Object, Scalar, Shape};

use crate::{
    components::Components,
    description,
    json::{Json, Map, json},
    rules, scalar,
};

impl Components<'_> {
    /// Returns the schema of a shape. Named types become references.
    pub(crate) fn schema(&mut self, shape: &Shape) -> Json {
        match shape {
            Shape::Scalar(scalar) => scalar::schema(*scalar, self.contract.integers),
            Shape::Literal(text) => json!({ "type": "string", "const": text }),
            Shape::List(of) => json!({ "type": "array", "items": (self.schema(of)) }),
            Shape::Array { length, item: of } => {
                json!({ "type": "array", "items": (self.schema(of)), "minItems": (*length), "maxItems": (*length) })
            }
            Shape::Tuple(parts) => self.tuple(parts.iter()),
            Shape::Map { key, value } => self.map(key, value),
            Shape::Entries { key, value } => json!({ "type": "array", "items": (self.tuple([&**key, &**value])) }),
            Shape::Nullable(of) => nullable(self.schema(of)),
            Shape::Deferred(of) => self.schema(of),
            Shape::Type { .. } => self.reference(shape),
            Shape::Intersection(parts) => {
                if let Some(merged) = self.contract.merge_intersection(parts) {
                    return self.schema(&merged);
                }
                let parts: Vec<Shape> = parts.iter().map(|part| self.contract.as_flattened(part)).collect();
                json!({ "allOf": (self.schemas_of(&parts)) })
            }
            Shape::Object(object) => self.object(object),
            Shape::Union(union) => self.union(union),
            // Unreachable: parameters are substituted in every instantiation.
            Shape::Parameter(_) => json!({}),
        }
    }

    pub(crate) fn schemas_of<'s>(&mut self, shapes: impl IntoIterator<Item = &'s Shape>) -> Vec<Json> {
        shapes.into_iter().map(|shape| self.schema(shape)).collect()
    }

    fn tuple<'s>(&mut self, parts: impl IntoIterator<Item = &'s Shape>) -> Json {
        let parts = self.schemas_of(parts);
        let length = parts.len();
        json!({ "type": "array", "prefixItems": parts, "minItems": length, "maxItems": length })
    }

    fn map(&mut self, key: &Shape, value: &Shape) -> Json {
        let mut map = json!({ "type": "object", "additionalProperties": (self.schema(value)) });
        match key {
            Shape::Scalar(Scalar::String) => {}
            Shape::Scalar(Scalar::Boolean) => map["propertyNames"] = json!({ "enum": ["true", "false"] }),
            Shape::Scalar(scalar) if scalar.is_wide_integer() || scalar.bounds().is_some() => {
                map["propertyNames"] = json!({ "pattern": "^-?[0-9]+$" });
            }
            key => map["propertyNames"] = self.schema(key),
        }
        map
    }

    fn object(&mut self, object: &Object) -> Json {
        let mut properties = Map::new();
        for field in &object.fields {
            let mut schema = self.schema(&field.shape);
            rules::apply(&mut schema, &field.rules);
            description::describe(&mut schema, &field.docs, field.deprecated.as_deref());
            properties.insert(field.name.clone(), schema);
        }
        let required = object.fields.iter().filter(|field| !field.optional).map(|field| field.name.as_str());
        let required: Vec<&str> = required.collect();
        let mut schema = json!({ "type": "object" });
        if !properties.is_empty() {
            schema["properties"] = properties.into();
        }
        if !required.is_empty() {
            schema["required"] = required.into();
        }
        if let Some(rest) = &object.additional {
            schema["additionalProperties"] = self.schema(rest);
        }
        if object.deny_unknown_fields {
            schema["additionalProperties"] = false.into();
        }
        schema
    }
}

/// Returns a schema that also accepts `null`.
fn nullable(mut schema: Json) -> Json {
    let is_closed = schema.get("const").is_some() || schema.get("enum").is_some();
    match schema.get("type") {
        Some(Json::String(only)) if !is_closed && only != "null" => {
            schema["type"] = json!([only, "null"]);
            schema
        }
        Some(Json::String(only)) if only == "null" => schema,
        Some(Json::Array(_)) => schema,
        _ if schema == json!({}) => schema,
        _ => json!({ "anyOf": [schema, { "type": "null" }] }),
    }
}
