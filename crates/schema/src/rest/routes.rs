use std::collections::BTreeMap;

use super::Route;
use crate::{Contract, Refused};

impl Contract {
    /// Every procedure in the manner of REST, in the contract's order.
    ///
    /// # Errors
    ///
    /// When two would be one, or a path names a member that the input does not have.
    pub fn routes(&self) -> Result<Vec<Route>, Refused> {
        let (mut routes, mut complaints) = (Vec::new(), Vec::new());
        let mut paths: BTreeMap<String, Vec<Route>> = BTreeMap::new();
        for procedure in &self.procedures {
            match Route::of(self, procedure) {
                Ok(route) => {
                    let others = paths.entry(route.rest.pattern()).or_default();
                    complaints.extend(others.iter().find_map(|other| clash(other, &route)));
                    others.push(route.clone());
                    routes.push(route);
                }
                Err(complaint) => {
                    let (name, source) = (&procedure.name, &procedure.source);
                    complaints.push(format!("`{name}` ({source}) cannot be called in the manner of REST: {complaint}"));
                }
            }
        }
        if complaints.is_empty() { Ok(routes) } else { Err(Refused(complaints)) }
    }
}

/// Why two of one pattern cannot both be.
fn clash(one: &Route, other: &Route) -> Option<String> {
    let why = if one.rest.path != other.rest.path {
        "their paths are one, with other names in braces"
    } else if one.rest.method == other.rest.method {
        "each would hide the other"
    } else {
        return None;
    };
    let ((one, rest), (other, second)) = ((&one.name, &one.rest), (&other.name, &other.rest));
    Some(format!("`{one}` ({rest}) and `{other}` ({second}) cannot both be called in the manner of REST: {why}"))
}
