use super::{Parameter, ParameterStyle, RestRoute};
use crate::{Contract, Field, InputEncoding, Object, Procedure, ProcedureKind, Scalar, Shape};

/// The parameter of an input that has no members: it is the whole of it.
const INPUT_PARAMETER: &str = "input";

/// A procedure in the manner of REST: by what it is called, and where the members of its input stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestOperation {
    /// The procedure's name.
    pub name: String,
    /// Its kind.
    pub kind: ProcedureKind,
    /// Method, path and status.
    pub route: RestRoute,
    /// Where it answers too: what convention gives to other names of a procedure that says no method and path.
    pub aliases: Vec<RestRoute>,
    /// The members in the path, in its order.
    pub path_parameters: Vec<Parameter>,
    /// The members in the query string.
    pub query_parameters: Vec<Parameter>,
    /// Whether the query string's one parameter is the whole input and no member of it.
    pub input_as_query_parameter: bool,
    /// What is sent as a body.
    pub body: RequestBody,
    /// Whether a success has nothing to tell.
    pub no_content: bool,
}

/// What is sent as a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestBody {
    /// Nothing.
    None,
    /// JSON of this shape: the members that do not stand in the path.
    Json(Shape),
    /// A form with fields of this shape, then files.
    Form(Shape),
    /// Raw bytes.
    Bytes,
}

impl RestOperation {
    /// The route of a procedure.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it.
    pub fn for_procedure(contract: &Contract, procedure: &Procedure) -> Result<RestOperation, String> {
        let by_convention = |name: &String| RestRoute::by_convention(procedure.kind, name);
        let (rest, former) = match &procedure.rest {
            Some(rest) => (rest.clone(), Vec::new()),
            None => (by_convention(&procedure.name), procedure.aliases.iter().map(by_convention).collect()),
        };
        let route = RestOperation {
            name: procedure.name.clone(),
            kind: procedure.kind,
            path_parameters: Vec::new(),
            query_parameters: Vec::new(),
            input_as_query_parameter: false,
            body: RequestBody::None,
            no_content: procedure.output.is_null() && !procedure.streaming,
            route: rest,
            aliases: former,
        };
        match procedure.encoding {
            _ if !route.route.method.allows(procedure.kind) => {
                Err(format!("a {} is not called by {}", procedure.kind.as_str(), route.route.method.as_str()))
            }
            InputEncoding::Json => route.json(contract, &procedure.input),
            InputEncoding::Form | InputEncoding::Bytes if !route.route.method.has_body() => {
                Err(format!("a {} has no body", route.route.method.as_str()))
            }
            InputEncoding::Form => route.body(RequestBody::Form(procedure.input.clone())),
            InputEncoding::Bytes => route.body(RequestBody::Bytes),
        }
    }

    /// Every address at which it answers, its own first.
    pub fn routes(&self) -> impl Iterator<Item = &RestRoute> {
        std::iter::once(&self.route).chain(&self.aliases)
    }

    /// A route whose whole input is its body.
    fn body(self, body: RequestBody) -> Result<RestOperation, String> {
        if let Some(name) = self.route.parameters().next() {
            return Err(format!("`{{{name}}}` stands in its path, and its whole input is its body"));
        }
        Ok(RestOperation { body, ..self })
    }

    fn json(mut self, contract: &Contract, input: &Shape) -> Result<RestOperation, String> {
        let members = members(contract, input).unwrap_or_default();
        for name in self.route.parameters() {
            let field = members.fields.iter().find(|field| field.name == name);
            let field =
                field.ok_or_else(|| format!("`{{{name}}}` stands in its path, and its input has no such member"))?;
            let parameter = Parameter::new(contract, field);
            if !matches!(parameter.style, ParameterStyle::Single(_)) || parameter.nullable {
                return Err(format!("`{{{name}}}` stands in its path, and is more than one plain text"));
            }
            self.path_parameters.push(parameter);
        }
        let in_path = |field: &Field| self.path_parameters.iter().any(|parameter| parameter.field.name == field.name);
        let others: Vec<Field> = members.fields.iter().filter(|field| !in_path(field)).cloned().collect();
        if self.route.method.has_body() {
            self.body = match input {
                input if input.is_null() => RequestBody::None,
                input if self.path_parameters.is_empty() => RequestBody::Json(input.clone()),
                _ if others.is_empty() => RequestBody::None,
                _ => RequestBody::Json(Shape::Object(Object { fields: others, ..members })),
            };
        } else if !members.fields.is_empty() {
            self.query_parameters = others.iter().map(|field| Parameter::new(contract, field)).collect();
        } else if !input.is_null() {
            self.query_parameters = vec![Parameter::new(contract, &input_parameter(input))];
            self.input_as_query_parameter = true;
        }
        Ok(self)
    }
}

/// The members of an input that has some, and nothing beside them.
fn members(contract: &Contract, input: &Shape) -> Option<Object> {
    match contract.resolve(input) {
        Shape::Nullable(of) => members(contract, &of),
        Shape::Object(object) if object.additional.is_none() => Some(object),
        _ => None,
    }
}

fn input_parameter(input: &Shape) -> Field {
    Field {
        name: INPUT_PARAMETER.to_owned(),
        rust_name: None,
        shape: input.clone(),
        optional: *input == Shape::Scalar(Scalar::Json),
        aliases: Vec::new(),
        rules: Vec::new(),
        docs: "The whole input.".to_owned(),
        deprecated: None,
    }
}
