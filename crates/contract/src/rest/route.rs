use super::{Parameter, Rest, Written};
use crate::{Contract, Encoding, Field, Kind, Object, Procedure, Scalar, Shape};

/// The parameter of an input that has no members: it is the whole of it.
const WHOLE: &str = "input";

/// A procedure in the manner of REST: by what it is called, and where the members of its input stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The procedure's name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Method, path and status.
    pub rest: Rest,
    /// Where it answers too: what convention gives to other names of a procedure that says no method and path.
    pub former: Vec<Rest>,
    /// The members in the path, in its order.
    pub path: Vec<Parameter>,
    /// The members in the query string.
    pub query: Vec<Parameter>,
    /// Whether the query string's one parameter is the whole input and no member of it.
    pub whole: bool,
    /// What is sent as a body.
    pub body: Body,
    /// Whether a success has nothing to tell.
    pub silent: bool,
}

/// What is sent as a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    None,
    /// JSON of this shape: the members that do not stand in the path.
    Json(Shape),
    /// A form with fields of this shape, then files.
    Form(Shape),
    /// Raw bytes.
    Bytes,
}

impl Route {
    /// The route of a procedure.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it.
    pub fn of(contract: &Contract, procedure: &Procedure) -> Result<Route, String> {
        let by_convention = |name: &String| Rest::by_convention(procedure.kind, name);
        let (rest, former) = match &procedure.rest {
            Some(rest) => (rest.clone(), Vec::new()),
            None => (by_convention(&procedure.name), procedure.aliases.iter().map(by_convention).collect()),
        };
        let route = Route {
            name: procedure.name.clone(),
            kind: procedure.kind,
            path: Vec::new(),
            query: Vec::new(),
            whole: false,
            body: Body::None,
            silent: procedure.output.is_null() && !procedure.streams,
            rest,
            former,
        };
        match procedure.encoding {
            _ if !route.rest.method.is_for(procedure.kind) => {
                Err(format!("a {} is not called by {}", procedure.kind.as_str(), route.rest.method.as_str()))
            }
            Encoding::Json => route.json(contract, &procedure.input),
            Encoding::Form | Encoding::Bytes if !route.rest.method.has_body() => {
                Err(format!("a {} has no body", route.rest.method.as_str()))
            }
            Encoding::Form => route.body(Body::Form(procedure.input.clone())),
            Encoding::Bytes => route.body(Body::Bytes),
        }
    }

    /// Every address at which it answers, its own first.
    pub fn addresses(&self) -> impl Iterator<Item = &Rest> {
        std::iter::once(&self.rest).chain(&self.former)
    }

    /// A route whose whole input is its body.
    fn body(self, body: Body) -> Result<Route, String> {
        if let Some(name) = self.rest.parameters().next() {
            return Err(format!("`{{{name}}}` stands in its path, and its whole input is its body"));
        }
        Ok(Route { body, ..self })
    }

    fn json(mut self, contract: &Contract, input: &Shape) -> Result<Route, String> {
        let members = members(contract, input).unwrap_or_default();
        for name in self.rest.parameters() {
            let field = members.fields.iter().find(|field| field.name == name);
            let field =
                field.ok_or_else(|| format!("`{{{name}}}` stands in its path, and its input has no such member"))?;
            let parameter = Parameter::new(contract, field);
            if !matches!(parameter.written, Written::Once(_)) || parameter.nullable {
                return Err(format!("`{{{name}}}` stands in its path, and is more than one plain text"));
            }
            self.path.push(parameter);
        }
        let in_path = |field: &Field| self.path.iter().any(|parameter| parameter.field.name == field.name);
        let others: Vec<Field> = members.fields.iter().filter(|field| !in_path(field)).cloned().collect();
        if self.rest.method.has_body() {
            self.body = match input {
                input if input.is_null() => Body::None,
                input if self.path.is_empty() => Body::Json(input.clone()),
                _ if others.is_empty() => Body::None,
                _ => Body::Json(Shape::Object(Object { fields: others, ..members })),
            };
        } else if !members.fields.is_empty() {
            self.query = others.iter().map(|field| Parameter::new(contract, field)).collect();
        } else if !input.is_null() {
            self.query = vec![Parameter::new(contract, &whole(input))];
            self.whole = true;
        }
        Ok(self)
    }
}

/// The members of an input that has some, and nothing beside them.
fn members(contract: &Contract, input: &Shape) -> Option<Object> {
    match contract.resolve(input) {
        Shape::Nullable(of) => members(contract, &of),
        Shape::Object(object) if object.rest.is_none() => Some(object),
        _ => None,
    }
}

fn whole(input: &Shape) -> Field {
    Field {
        name: WHOLE.to_owned(),
        rust: None,
        shape: input.clone(),
        optional: *input == Shape::Scalar(Scalar::Json),
        aliases: Vec::new(),
        rules: Vec::new(),
        docs: "The whole input.".to_owned(),
        deprecated: None,
    }
}
