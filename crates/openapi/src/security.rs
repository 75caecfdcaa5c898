//! Security schemes and security requirements, derived from guards.

use std::collections::BTreeMap;

use isotype_contract::{Contract, SecurityScheme};

use crate::json::{Json, Map, json};

/// Returns the security schemes of all guards, by name.
pub(crate) fn schemes(contract: &Contract) -> Map {
    let schemes = contract.guards.iter().filter_map(|guard| guard.scheme.as_ref());
    schemes.map(|scheme| (name(scheme), object(scheme))).collect()
}

/// Returns the Security Requirement Object for `guards`: all of their schemes, each with the names of its guards as
/// roles.
pub(crate) fn requirement(contract: &Contract, guards: &[String]) -> Json {
    let mut roles: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for guard in contract.guards.iter().filter(|guard| guards.contains(&guard.name)) {
        if let Some(scheme) = &guard.scheme {
            roles.entry(name(scheme)).or_default().push(&guard.name);
        }
    }
    let requirement: Map = roles.into_iter().map(|(name, roles)| (name, roles.into())).collect();
    if requirement.is_empty() { json!([]) } else { json!([requirement]) }
}

fn name(scheme: &SecurityScheme) -> String {
    match scheme {
        SecurityScheme::Bearer => "bearer".to_owned(),
        SecurityScheme::Cookie(name) => format!("cookie.{name}"),
        SecurityScheme::Header(name) => format!("header.{name}"),
        _ => "other".to_owned(),
    }
}

fn object(scheme: &SecurityScheme) -> Json {
    match scheme {
        SecurityScheme::Bearer => json!({ "type": "http", "scheme": "bearer" }),
        SecurityScheme::Cookie(name) => json!({ "type": "apiKey", "in": "cookie", "name": (name.as_ref()) }),
        SecurityScheme::Header(name) => json!({ "type": "apiKey", "in": "header", "name": (name.as_ref()) }),
        _ => json!({}),
    }
}
