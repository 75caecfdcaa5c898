//! How a caller shows what an operation needs to be proved.

use std::collections::BTreeMap;

use isotype_contract::{Contract, SecurityScheme};

use crate::json::{Json, Map, json};

/// The schemes by which anything is proved.
pub(crate) fn schemes(contract: &Contract) -> Map {
    let schemes = contract.guards.iter().filter_map(|proof| proof.scheme.as_ref());
    schemes.map(|scheme| (name(scheme), object(scheme))).collect()
}

/// What proofs need, all at once; each scheme with what is proved by it.
pub(crate) fn requirement(contract: &Contract, proofs: &[String]) -> Json {
    let mut needed: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for proof in contract.guards.iter().filter(|proof| proofs.contains(&proof.name)) {
        if let Some(scheme) = &proof.scheme {
            needed.entry(name(scheme)).or_default().push(&proof.name);
        }
    }
    let needed: Map = needed.into_iter().map(|(name, proofs)| (name, proofs.into())).collect();
    if needed.is_empty() { json!([]) } else { json!([needed]) }
}

fn name(scheme: &SecurityScheme) -> String {
    match scheme {
        SecurityScheme::Bearer => "bearer".to_owned(),
        SecurityScheme::Cookie(name) => format!("cookie.{name}"),
        SecurityScheme::Header(name) => format!("header.{name}"),
    }
}

fn object(scheme: &SecurityScheme) -> Json {
    match scheme {
        SecurityScheme::Bearer => json!({ "type": "http", "scheme": "bearer" }),
        SecurityScheme::Cookie(name) => json!({ "type": "apiKey", "in": "cookie", "name": (name.as_ref()) }),
        SecurityScheme::Header(name) => json!({ "type": "apiKey", "in": "header", "name": (name.as_ref()) }),
    }
}
