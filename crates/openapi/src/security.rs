//! How a caller shows what an operation needs to be proved.

use std::collections::BTreeMap;

use isotype_contract::{Contract, Scheme};

use crate::json::{Json, Map, json};

/// The schemes by which anything is proved.
pub(crate) fn schemes(contract: &Contract) -> Map {
    let schemes = contract.proofs.iter().filter_map(|proof| proof.scheme.as_ref());
    schemes.map(|scheme| (name(scheme), object(scheme))).collect()
}

/// What proofs need, all at once; each scheme with what is proved by it.
pub(crate) fn requirement(contract: &Contract, proofs: &[String]) -> Json {
    let mut needed: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for proof in contract.proofs.iter().filter(|proof| proofs.contains(&proof.name)) {
        if let Some(scheme) = &proof.scheme {
            needed.entry(name(scheme)).or_default().push(&proof.name);
        }
    }
    let needed: Map = needed.into_iter().map(|(name, proofs)| (name, proofs.into())).collect();
    if needed.is_empty() { json!([]) } else { json!([needed]) }
}

fn name(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Bearer => "bearer".to_owned(),
        Scheme::Cookie(name) => format!("cookie.{name}"),
        Scheme::Header(name) => format!("header.{name}"),
    }
}

fn object(scheme: &Scheme) -> Json {
    match scheme {
        Scheme::Bearer => json!({ "type": "http", "scheme": "bearer" }),
        Scheme::Cookie(name) => json!({ "type": "apiKey", "in": "cookie", "name": (name.as_ref()) }),
        Scheme::Header(name) => json!({ "type": "apiKey", "in": "header", "name": (name.as_ref()) }),
    }
}
