use std::collections::BTreeMap;

use super::RestOperation;
use crate::{Contract, ContractError, RestRoute};

impl Contract {
    /// Returns the REST operation of every procedure, in the order of the contract.
    ///
    /// # Errors
    ///
    /// Returns [`ContractError`] if two routes conflict, or a path parameter does not match a field of the input.
    pub fn rest_operations(&self) -> Result<Vec<RestOperation>, ContractError> {
        let (mut operations, mut messages) = (Vec::new(), Vec::new());
        let mut paths: BTreeMap<String, Vec<(String, RestRoute)>> = BTreeMap::new();
        for procedure in &self.procedures {
            match RestOperation::for_procedure(self, procedure) {
                Ok(operation) => {
                    for route in operation.routes() {
                        let others = paths.entry(route.pattern()).or_default();
                        let named_route = (operation.name.clone(), route.clone());
                        messages.extend(others.iter().find_map(|other| conflict(other, &named_route)));
                        others.push(named_route);
                    }
                    operations.push(operation);
                }
                Err(message) => {
                    let (name, source) = (&procedure.name, &procedure.source);
                    messages.push(format!("`{name}` ({source}) has no valid REST route: {message}"));
                }
            }
        }
        if messages.is_empty() { Ok(operations) } else { Err(ContractError(messages)) }
    }
}

/// Returns a message if two routes with the same pattern conflict.
fn conflict((a, a_route): &(String, RestRoute), (b, b_route): &(String, RestRoute)) -> Option<String> {
    let reason = if a_route.path != b_route.path {
        "the paths differ only in their parameter names"
    } else if a_route.method == b_route.method {
        "method and path are the same"
    } else {
        return None;
    };
    Some(format!("REST routes of `{a}` ({a_route}) and `{b}` ({b_route}) conflict: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Field, InputEncoding, IntegerEncoding, Object, ParameterStyle, PrimitiveType, Procedure, ProcedureKind, Scalar,
        Shape, SourceLocation,
    };

    fn procedure(name: &str, kind: ProcedureKind, rest: Option<&str>) -> Procedure {
        let field = |(name, shape): (&str, Shape)| Field {
            name: name.to_owned(),
            rust_name: None,
            shape,
            optional: false,
            aliases: Vec::new(),
            rules: Vec::new(),
            docs: String::new(),
            deprecated: None,
        };
        let members = [("id", Scalar::U32.into()), ("tags", Shape::List(Box::new(Scalar::String.into())))];
        Procedure {
            name: name.to_owned(),
            aliases: Vec::new(),
            kind,
            docs: String::new(),
            deprecated: None,
            source: SourceLocation::default(),
            guards: Vec::new(),
            public: false,
            policies: Vec::new(),
            input: Shape::Object(Object::from(members.into_iter().map(field).collect::<Vec<_>>())),
            encoding: InputEncoding::Json,
            rest: rest.map(|rest| rest.parse().expect("valid route")),
            output: Scalar::Null.into(),
            streaming: false,
            tracked: false,
            errors: Vec::new(),
        }
    }

    fn operations(procedures: Vec<Procedure>) -> Result<Vec<RestOperation>, ContractError> {
        Contract { integers: IntegerEncoding::Number, guards: Vec::new(), procedures, types: Vec::new() }
            .rest_operations()
    }

    #[test]
    fn sends_other_fields_in_query_or_body() {
        let read = procedure("read", ProcedureKind::Query, Some("GET /things/{id}"));
        let write = procedure("write", ProcedureKind::Mutation, Some("PUT /things/{id}"));
        let [read, write] = <[RestOperation; 2]>::try_from(operations(vec![read, write]).expect("no conflict"))
            .expect("two operations");
        assert_eq!(
            (read.path_parameters[0].field.name.as_str(), read.path_parameters[0].style),
            ("id", ParameterStyle::Single(PrimitiveType::Number))
        );
        assert_eq!(
            (read.query_parameters[0].field.name.as_str(), read.query_parameters[0].style),
            ("tags", ParameterStyle::Repeated(PrimitiveType::String))
        );
        let crate::RequestBody::Json(Shape::Object(body)) = write.body else { panic!("expected a JSON body") };
        assert_eq!(body.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>(), ["tags"]);
    }

    #[test]
    fn rejects_conflicting_and_invalid_routes() {
        let error = |one: (&str, ProcedureKind, Option<&str>), other: (&str, ProcedureKind, Option<&str>)| {
            let all = [one, other].map(|(name, kind, rest)| procedure(name, kind, rest));
            operations(all.to_vec()).expect_err("should be rejected").to_string()
        };
        let [query, mutation] = [ProcedureKind::Query, ProcedureKind::Mutation];
        let valid = ("valid", query, None);
        assert!(error(("a", query, Some("GET /b")), ("b", query, None)).contains("method and path are the same"));
        let message = error(("a", query, Some("GET /a/{id}")), ("b", mutation, Some("DELETE /a/{tags}")));
        assert!(message.contains("is not a single string, number or boolean"), "{message}");
        assert!(error(("a", query, Some("GET /a/{name}")), valid).contains("is not a field of the input"));
        assert!(error(("a", query, Some("POST /a")), valid).contains("a query cannot use POST"));
    }
}
