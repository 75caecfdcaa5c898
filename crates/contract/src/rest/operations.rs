use std::collections::BTreeMap;

use super::{RestOperation, RestRoute};
use crate::{Contract, ContractError};

impl Contract {
    /// Every procedure in the manner of REST, in the contract's order.
    ///
    /// # Errors
    ///
    /// When two would be one, or a path names a member that the input does not have.
    pub fn rest_operations(&self) -> Result<Vec<RestOperation>, ContractError> {
        let (mut routes, mut complaints) = (Vec::new(), Vec::new());
        let mut paths: BTreeMap<String, Vec<(String, RestRoute)>> = BTreeMap::new();
        for procedure in &self.procedures {
            match RestOperation::for_procedure(self, procedure) {
                Ok(route) => {
                    for rest in route.routes() {
                        let others = paths.entry(rest.pattern()).or_default();
                        let address = (route.name.clone(), rest.clone());
                        complaints.extend(others.iter().find_map(|other| conflict(other, &address)));
                        others.push(address);
                    }
                    routes.push(route);
                }
                Err(complaint) => {
                    let (name, source) = (&procedure.name, &procedure.source);
                    complaints.push(format!("`{name}` ({source}) cannot be called in the manner of REST: {complaint}"));
                }
            }
        }
        if complaints.is_empty() { Ok(routes) } else { Err(ContractError(complaints)) }
    }
}

/// Why two of one pattern cannot both be.
fn conflict((one, rest): &(String, RestRoute), (other, second): &(String, RestRoute)) -> Option<String> {
    let why = if rest.path != second.path {
        "their paths are one, with other names in braces"
    } else if rest.method == second.method {
        "each would hide the other"
    } else {
        return None;
    };
    Some(format!("`{one}` ({rest}) and `{other}` ({second}) cannot both be called in the manner of REST: {why}"))
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
            rest: rest.map(|rest| rest.parse().expect("well-formed")),
            output: Scalar::Null.into(),
            streaming: false,
            tracked: false,
            errors: Vec::new(),
        }
    }

    fn routes(procedures: Vec<Procedure>) -> Result<Vec<RestOperation>, ContractError> {
        Contract { integers: IntegerEncoding::Number, guards: Vec::new(), procedures, types: Vec::new() }
            .rest_operations()
    }

    #[test]
    fn what_the_path_does_not_name_stands_elsewhere() {
        let read = procedure("read", ProcedureKind::Query, Some("GET /things/{id}"));
        let write = procedure("write", ProcedureKind::Mutation, Some("PUT /things/{id}"));
        let [read, write] = <[RestOperation; 2]>::try_from(routes(vec![read, write]).expect("no clash")).expect("two");
        assert_eq!(
            (read.path_parameters[0].field.name.as_str(), read.path_parameters[0].style),
            ("id", ParameterStyle::Single(PrimitiveType::Number))
        );
        assert_eq!(
            (read.query_parameters[0].field.name.as_str(), read.query_parameters[0].style),
            ("tags", ParameterStyle::Repeated(PrimitiveType::String))
        );
        let crate::RequestBody::Json(Shape::Object(body)) = write.body else { panic!("a body of JSON") };
        assert_eq!(body.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>(), ["tags"]);
    }

    #[test]
    fn what_cannot_be_is_told() {
        let refused = |one: (&str, ProcedureKind, Option<&str>), other: (&str, ProcedureKind, Option<&str>)| {
            let all = [one, other].map(|(name, kind, rest)| procedure(name, kind, rest));
            routes(all.to_vec()).expect_err("is refused").to_string()
        };
        let [query, mutation] = [ProcedureKind::Query, ProcedureKind::Mutation];
        let fine = ("fine", query, None);
        assert!(refused(("a", query, Some("GET /b")), ("b", query, None)).contains("each would hide the other"));
        let names = refused(("a", query, Some("GET /a/{id}")), ("b", mutation, Some("DELETE /a/{tags}")));
        assert!(names.contains("is more than one plain text"), "{names}");
        assert!(refused(("a", query, Some("GET /a/{name}")), fine).contains("its input has no such member"));
        assert!(refused(("a", query, Some("POST /a")), fine).contains("a query is not called by POST"));
    }
}
