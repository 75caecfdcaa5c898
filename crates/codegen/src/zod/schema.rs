//! zod expressions for shapes.

use isotype_contract::{Check, Contract, Field, Object, Rule, Shape, Tagging, Union};

use super::{input_types::InputTypes, names, rule, scalar};
use crate::namespace;

/// Maximum width of an object on one line, in bytes.
const MAX_LINE_WIDTH: usize = 100;

/// Writes the schema of one type, or of one procedure's input.
pub(super) struct SchemaWriter<'a> {
    contract: &'a Contract,
    input_types: &'a InputTypes<'a>,
    /// Name of the type whose schema is being written; `None` for an input.
    defining: Option<&'a str>,
    /// Location in error messages.
    location: String,
    /// Error messages.
    pub(super) diagnostics: Vec<String>,
}

impl<'a> SchemaWriter<'a> {
    pub(super) fn new(
        contract: &'a Contract,
        input_types: &'a InputTypes<'a>,
        defining: Option<&'a str>,
        location: String,
    ) -> Self {
        Self { contract, input_types, defining, location, diagnostics: Vec::new() }
    }

    /// Returns the schema of a shape, with checks for `rules`.
    pub(super) fn schema(&mut self, shape: &Shape, rules: &[Rule], indent: &str) -> String {
        if let Shape::Nullable(of) = shape {
            return format!("{}.nullable()", self.schema(of, rules, indent));
        }
        let each: Vec<Rule> = rules.iter().filter_map(element_rule).collect();
        let base = match shape {
            Shape::Scalar(scalar) => scalar::schema(*scalar, self.contract.integers),
            Shape::Literal(text) => format!("z.literal({})", string_literal(text)),
            Shape::Parameter(name) => name.clone(),
            Shape::List(of) => format!("z.array({})", self.schema(of, &each, indent)),
            Shape::Array { length, item: of } => {
                format!("z.array({}).length({length})", self.schema(of, &each, indent))
            }
            Shape::Tuple(parts) => {
                let at = |at| rules.iter().filter_map(|rule| item_rule(rule, at)).collect::<Vec<_>>();
                let parts = parts.iter().enumerate().map(|(number, part)| self.schema(part, &at(number), indent));
                format!("z.tuple([{}])", parts.collect::<Vec<_>>().join(", "))
            }
            Shape::Map { key, value } => {
                let value = self.schema(value, &[], indent);
                match self.contract.resolve(key) {
                    Shape::Union(union) => format!("z.partialRecord({}, {value})", self.union(&union, indent)),
                    literal @ Shape::Literal(_) => {
                        format!("z.partialRecord({}, {value})", self.schema(&literal, &[], indent))
                    }
                    _ => format!("z.record(z.string(), {value})"),
                }
            }
            Shape::Entries { key, value } => {
                format!("z.map({}, {})", self.schema(key, &[], indent), self.schema(value, &[], indent))
            }
            Shape::Nullable(of) | Shape::Deferred(of) => self.schema(of, rules, indent),
            Shape::Object(object) => self.object(object, indent),
            Shape::Union(union) => self.union(union, indent),
            Shape::Intersection(parts) => self.intersection(parts, indent),
            Shape::Type { name, arguments } => self.reference(name, arguments, indent),
        };
        base + &self.checks(shape, rules)
    }

    fn checks(&mut self, shape: &Shape, rules: &[Rule]) -> String {
        let resolved = self.contract.resolve(shape);
        let mut checks = Vec::new();
        for rule in rules {
            match rule::check(rule, &resolved, self.contract.integers) {
                Ok(check) => checks.extend(check),
                Err(reason) => self.diagnostics.push(format!("{}: {reason}", self.location)),
            }
        }
        if checks.is_empty() { String::new() } else { format!(".check({})", checks.join(", ")) }
    }

    fn reference(&mut self, name: &str, arguments: &[Shape], indent: &str) -> String {
        let mut schema = names::schema_name(name);
        if !arguments.is_empty() {
            let arguments = arguments.iter().map(|argument| self.schema(argument, &[], indent));
            schema += &format!("({})", arguments.collect::<Vec<_>>().join(", "));
        }
        match self.defining {
            Some(user) if !self.input_types.is_defined_before(name, user) => format!("z.lazy(() => {schema})"),
            _ => schema,
        }
    }

    fn object(&mut self, object: &Object, indent: &str) -> String {
        let deeper = format!("{indent}  ");
        let members: Vec<String> = object.fields.iter().map(|field| self.member(field, &deeper)).collect();
        let rest = object.additional.as_ref().map(|rest| format!(".catchall({})", self.schema(rest, &[], indent)));
        let make = if object.deny_unknown_fields { "z.strictObject" } else { "z.object" };
        let line = format!("{make}({{ {} }})", members.join(", "));
        let schema = match () {
            () if members.is_empty() => format!("{make}({{}})"),
            () if !line.contains('\n') && line.len() + indent.len() <= MAX_LINE_WIDTH => line,
            () => {
                let lines: String = members.iter().map(|member| format!("{deeper}{member},\n")).collect();
                format!("{make}({{\n{lines}{indent}}})")
            }
        };
        schema + &rest.unwrap_or_default()
    }

    fn member(&mut self, field: &Field, indent: &str) -> String {
        let outer = self.location.clone();
        self.location = format!("`{}` in {outer}", field.name);
        let mut schema = self.schema(&field.shape, &field.rules, indent);
        self.location = outer;
        if let Some(rule) = field.rules.iter().find(|rule| rule.check == Check::Required) {
            let required = rule::with_message(rule, "check.required".to_owned());
            schema = format!("z.unknown().check({required}).pipe({schema})");
        } else if field.optional {
            schema += ".optional()";
        }
        format!("{}: {schema}", property_key(&field.name))
    }

    fn union(&mut self, union: &Union, indent: &str) -> String {
        let literals: Option<Vec<String>> = union.variants.iter().map(|variant| literal(&variant.shape)).collect();
        if let Some(literals) = literals {
            return format!("z.enum([{}])", literals.join(", "));
        }
        let deeper = format!("{indent}  ");
        let is_object = |shape: &Shape| matches!(shape, Shape::Object(object) if object.additional.is_none());
        let are_objects = union.variants.iter().all(|variant| is_object(&variant.shape) && !variant.other);
        let variants: Vec<String> =
            union.variants.iter().map(|variant| self.schema(&variant.shape, &[], &deeper)).collect();
        let lines: String = variants.iter().map(|variant| format!("{deeper}{variant},\n")).collect();
        match &union.tagging {
            Tagging::Tag(tag) if are_objects => {
                format!("z.discriminatedUnion({}, [\n{lines}{indent}])", string_literal(tag))
            }
            _ => format!("z.union([\n{lines}{indent}])"),
        }
    }

    /// Returns the schema of an intersection, merged into one object if possible.
    fn intersection(&mut self, parts: &[Shape], indent: &str) -> String {
        if let Some(merged) = self.contract.merge_intersection(parts) {
            return self.schema(&merged, &[], indent);
        }
        let schemas: Vec<_> =
            parts.iter().map(|part| self.schema(&self.contract.as_flattened(part), &[], indent)).collect();
        schemas.into_iter().reduce(|all, part| format!("z.intersection({all}, {part})")).unwrap_or_default()
    }
}

fn element_rule(rule: &Rule) -> Option<Rule> {
    match &rule.check {
        Check::Each(each) => Some(Rule::clone(each)),
        _ => None,
    }
}

fn item_rule(rule: &Rule, number: usize) -> Option<Rule> {
    match &rule.check {
        Check::Item { index: at, rule } if *at == number => Some(Rule::clone(rule)),
        _ => None,
    }
}

fn literal(shape: &Shape) -> Option<String> {
    match shape {
        Shape::Literal(text) => Some(string_literal(text)),
        _ => None,
    }
}

/// Returns `name` as a property key in an object literal.
pub(super) fn property_key(name: &str) -> String {
    // As a plain key, `__proto__` would set the prototype.
    if name == "__proto__" { format!("[{}]", string_literal(name)) } else { namespace::property_name(name) }
}

fn string_literal(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
