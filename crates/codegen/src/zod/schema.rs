//! A shape as an expression of zod.

use isotype_contract::{Check, Contract, Field, Object, Rule, Shape, Told, Union};

use super::{names, order::Order, rule, scalar};
use crate::tree;

/// As wide as an object or a union on one line may be.
const WIDTH: usize = 100;

/// Writes the schema of one place.
pub(super) struct Writer<'a> {
    contract: &'a Contract,
    order: &'a Order<'a>,
    /// The type that is being defined.
    user: Option<&'a str>,
    place: String,
    pub(super) complaints: Vec<String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(contract: &'a Contract, order: &'a Order<'a>, user: Option<&'a str>, place: String) -> Self {
        Self { contract, order, user, place, complaints: Vec::new() }
    }

    /// The schema of a shape whose values keep to `rules` too.
    pub(super) fn schema(&mut self, shape: &Shape, rules: &[Rule], indent: &str) -> String {
        if let Shape::Nullable(of) = shape {
            return format!("{}.nullable()", self.schema(of, rules, indent));
        }
        let each: Vec<Rule> = rules.iter().filter_map(of_each).collect();
        let base = match shape {
            Shape::Scalar(scalar) => scalar::schema(*scalar, self.contract.integers),
            Shape::Literal(text) => format!("z.literal({})", quoted(text)),
            Shape::Parameter(name) => name.clone(),
            Shape::List(of) => format!("z.array({})", self.schema(of, &each, indent)),
            Shape::Array { length, of } => format!("z.array({}).length({length})", self.schema(of, &each, indent)),
            Shape::Tuple(parts) => {
                let at = |at| rules.iter().filter_map(|rule| of_item(rule, at)).collect::<Vec<_>>();
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
            Shape::Nullable(of) | Shape::Later(of) => self.schema(of, rules, indent),
            Shape::Object(object) => self.object(object, indent),
            Shape::Union(union) => self.union(union, indent),
            Shape::All(parts) => self.all(parts, indent),
            Shape::Type { name, arguments } => self.named(name, arguments, indent),
        };
        base + &self.checks(shape, rules)
    }

    fn checks(&mut self, shape: &Shape, rules: &[Rule]) -> String {
        let resolved = self.contract.resolve(shape);
        let mut checks = Vec::new();
        for rule in rules {
            match rule::check(rule, &resolved, self.contract.integers) {
                Ok(check) => checks.extend(check),
                Err(reason) => self.complaints.push(format!("{}: {reason}", self.place)),
            }
        }
        if checks.is_empty() { String::new() } else { format!(".check({})", checks.join(", ")) }
    }

    fn named(&mut self, name: &str, arguments: &[Shape], indent: &str) -> String {
        let mut schema = names::schema(name);
        if !arguments.is_empty() {
            let arguments = arguments.iter().map(|argument| self.schema(argument, &[], indent));
            schema += &format!("({})", arguments.collect::<Vec<_>>().join(", "));
        }
        match self.user {
            Some(user) if !self.order.is_before(name, user) => format!("z.lazy(() => {schema})"),
            _ => schema,
        }
    }

    fn object(&mut self, object: &Object, indent: &str) -> String {
        let deeper = format!("{indent}  ");
        let members: Vec<String> = object.fields.iter().map(|field| self.member(field, &deeper)).collect();
        let rest = object.rest.as_ref().map(|rest| format!(".catchall({})", self.schema(rest, &[], indent)));
        let make = if object.closed { "z.strictObject" } else { "z.object" };
        let line = format!("{make}({{ {} }})", members.join(", "));
        let schema = match () {
            () if members.is_empty() => format!("{make}({{}})"),
            () if !line.contains('\n') && line.len() + indent.len() <= WIDTH => line,
            () => {
                let lines: String = members.iter().map(|member| format!("{deeper}{member},\n")).collect();
                format!("{make}({{\n{lines}{indent}}})")
            }
        };
        schema + &rest.unwrap_or_default()
    }

    fn member(&mut self, field: &Field, indent: &str) -> String {
        let place = self.place.clone();
        self.place = format!("`{}` in {place}", field.name);
        let mut schema = self.schema(&field.shape, &field.rules, indent);
        self.place = place;
        if let Some(rule) = field.rules.iter().find(|rule| rule.check == Check::Required) {
            let required = rule::said(rule, "check.required".to_owned());
            schema = format!("z.unknown().check({required}).pipe({schema})");
        } else if field.optional {
            schema += ".optional()";
        }
        format!("{}: {schema}", key(&field.name))
    }

    fn union(&mut self, union: &Union, indent: &str) -> String {
        let literals: Option<Vec<String>> = union.variants.iter().map(|variant| literal(&variant.shape)).collect();
        if let Some(literals) = literals {
            return format!("z.enum([{}])", literals.join(", "));
        }
        let deeper = format!("{indent}  ");
        let is_object = |shape: &Shape| matches!(shape, Shape::Object(object) if object.rest.is_none());
        let are_objects = union.variants.iter().all(|variant| is_object(&variant.shape) && !variant.other);
        let variants: Vec<String> =
            union.variants.iter().map(|variant| self.schema(&variant.shape, &[], &deeper)).collect();
        let lines: String = variants.iter().map(|variant| format!("{deeper}{variant},\n")).collect();
        match &union.told {
            Told::Tag(tag) if are_objects => format!("z.discriminatedUnion({}, [\n{lines}{indent}])", quoted(tag)),
            _ => format!("z.union([\n{lines}{indent}])"),
        }
    }

    /// Each takes what it knows, and together they take all.
    fn all(&mut self, parts: &[Shape], indent: &str) -> String {
        if let Some(whole) = self.contract.whole(parts) {
            return self.schema(&whole, &[], indent);
        }
        let schemas: Vec<_> = parts.iter().map(|part| self.schema(&self.contract.part(part), &[], indent)).collect();
        schemas.into_iter().reduce(|all, part| format!("z.intersection({all}, {part})")).unwrap_or_default()
    }
}

fn of_each(rule: &Rule) -> Option<Rule> {
    match &rule.check {
        Check::Each(each) => Some(Rule::clone(each)),
        _ => None,
    }
}

fn of_item(rule: &Rule, number: usize) -> Option<Rule> {
    match &rule.check {
        Check::Item { at, rule } if *at == number => Some(Rule::clone(rule)),
        _ => None,
    }
}

fn literal(shape: &Shape) -> Option<String> {
    match shape {
        Shape::Literal(text) => Some(quoted(text)),
        _ => None,
    }
}

/// The name of a member in JavaScript.
pub(super) fn key(name: &str) -> String {
    // Written plainly, it would set the prototype.
    if name == "__proto__" { format!("[{}]", quoted(name)) } else { tree::property(name) }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
