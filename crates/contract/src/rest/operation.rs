use super::{Parameter, ParameterStyle};
use crate::{Contract, Field, InputEncoding, Object, Procedure, ProcedureKind, RestRoute, Scalar, Shape};

/// Name of the query parameter that carries an input that is not an object.
const INPUT_PARAMETER: &str = "input";

/// REST operation of a procedure: its route, and where its input is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestOperation {
    /// Name of the procedure.
    pub name: String,
    /// Kind of the procedure.
    pub kind: ProcedureKind,
    /// Method, path and status.
    pub route: RestRoute,
    /// Routes of the procedure's former names. Empty if the procedure declares a route.
    pub aliases: Vec<RestRoute>,
    /// Input fields in the path, in order.
    pub path_parameters: Vec<Parameter>,
    /// Input fields in the query string.
    pub query_parameters: Vec<Parameter>,
    /// If `true`, the only query parameter is the input itself rather than a field of it.
    pub input_as_query_parameter: bool,
    /// Request body.
    pub body: RequestBody,
    /// If `true`, a successful response has no body.
    pub no_content: bool,
}

/// Request body of a REST operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestBody {
    /// No body.
    None,
    /// JSON with this shape: the fields that are not in the path.
    Json(Shape),
    /// Multipart form with fields of this shape, followed by files.
    Form(Shape),
    /// Raw bytes.
    Bytes,
}

impl RestOperation {
    /// Returns the operation for a procedure.
    ///
    /// # Errors
    ///
    /// Returns a message if the method cannot be used for the procedure, or if a path parameter does not match a field.
    pub fn for_procedure(contract: &Contract, procedure: &Procedure) -> Result<RestOperation, String> {
        let by_convention = |name: &String| RestRoute::by_convention(procedure.kind, name);
        let (route, aliases) = match &procedure.rest {
            Some(rest) => (rest.clone(), Vec::new()),
            None => (by_convention(&procedure.name), procedure.aliases.iter().map(by_convention).collect()),
        };
        let operation = RestOperation {
            name: procedure.name.clone(),
            kind: procedure.kind,
            path_parameters: Vec::new(),
            query_parameters: Vec::new(),
            input_as_query_parameter: false,
            body: RequestBody::None,
            no_content: procedure.output.is_null() && !procedure.streaming,
            route,
            aliases,
        };
        match procedure.encoding {
            _ if !operation.route.method.allows(procedure.kind) => {
                Err(format!("a {} cannot use {}", procedure.kind.as_str(), operation.route.method.as_str()))
            }
            InputEncoding::Json => operation.with_json_input(contract, &procedure.input),
            InputEncoding::Form | InputEncoding::Bytes if !operation.route.method.has_body() => {
                Err(format!("{} has no request body", operation.route.method.as_str()))
            }
            InputEncoding::Form => operation.with_body(RequestBody::Form(procedure.input.clone())),
            InputEncoding::Bytes => operation.with_body(RequestBody::Bytes),
        }
    }

    /// Returns all routes of the operation, its own first.
    pub fn routes(&self) -> impl Iterator<Item = &RestRoute> {
        std::iter::once(&self.route).chain(&self.aliases)
    }

    /// Returns the operation with the entire input as its body.
    fn with_body(self, body: RequestBody) -> Result<RestOperation, String> {
        if let Some(name) = self.route.parameters().next() {
            return Err(format!("path parameter `{{{name}}}` is not allowed, as the entire input is the body"));
        }
        Ok(RestOperation { body, ..self })
    }

    fn with_json_input(mut self, contract: &Contract, input: &Shape) -> Result<RestOperation, String> {
        let object = plain_object(contract, input).unwrap_or_default();
        for name in self.route.parameters() {
            let field = object.fields.iter().find(|field| field.name == name);
            let field = field.ok_or_else(|| format!("path parameter `{{{name}}}` is not a field of the input"))?;
            let parameter = Parameter::new(contract, field);
            if !matches!(parameter.style, ParameterStyle::Single(_)) || parameter.nullable {
                return Err(format!("path parameter `{{{name}}}` is not a single string, number or boolean"));
            }
            self.path_parameters.push(parameter);
        }
        let in_path = |field: &Field| self.path_parameters.iter().any(|parameter| parameter.field.name == field.name);
        let others: Vec<Field> = object.fields.iter().filter(|field| !in_path(field)).cloned().collect();
        if self.route.method.has_body() {
            self.body = match input {
                input if input.is_null() => RequestBody::None,
                input if self.path_parameters.is_empty() => RequestBody::Json(input.clone()),
                _ if others.is_empty() => RequestBody::None,
                _ => RequestBody::Json(Shape::Object(Object { fields: others, ..object })),
            };
        } else if !object.fields.is_empty() {
            self.query_parameters = others.iter().map(|field| Parameter::new(contract, field)).collect();
        } else if !input.is_null() {
            self.query_parameters = vec![Parameter::new(contract, &input_parameter(input))];
            self.input_as_query_parameter = true;
        }
        Ok(self)
    }
}

/// Returns the input as an object, if it is one and has no additional fields.
fn plain_object(contract: &Contract, input: &Shape) -> Option<Object> {
    match contract.resolve(input) {
        Shape::Nullable(inner) => plain_object(contract, &inner),
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
        docs: "Input of the procedure.".to_owned(),
        deprecated: None,
    }
}
