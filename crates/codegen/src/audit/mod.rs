//! Audit table: guards, policies and endpoints of each procedure.

use std::{collections::BTreeMap, time::Duration};

use isotype_contract::{Audit, Contract, Policy, ProcedureAudit, RateLimitKey};

const HEADERS: [&str; 7] = ["procedure", "kind", "guards", "rate limits", "limits", "idempotency", "endpoints"];

/// Order in which a call passes through the layers, regardless of the order of registration.
const LAYER_ORDER: &str = "observers, timeout, load shedding, rate limits, guards (require), application layers, \
                           idempotency, concurrency; then guards, input, handler";

/// Renders the table, followed by the layer order and the layers of each procedure.
pub(crate) fn table(audit: &Audit, contract: &Contract) -> String {
    let operations = contract.rest_operations().unwrap_or_default();
    let rest: BTreeMap<&str, String> =
        operations.iter().map(|operation| (&*operation.name, operation.route.to_string())).collect();
    let rows: Vec<[String; 7]> = audit.procedures.iter().map(|it| row(it, rest.get(&*it.name))).collect();
    let mut text = align_columns(&rows);
    text += &format!("\nLayer order: {LAYER_ORDER}\n");
    for (layers, names) in layer_chains(audit) {
        text += &format!("  {layers}: {}\n", names.join(", "));
    }
    text
}

fn row(it: &ProcedureAudit, rest: Option<&String>) -> [String; 7] {
    let policies = |render: &dyn Fn(&Policy) -> Option<String>| {
        let cells: Vec<String> = it.policies.iter().filter_map(render).collect();
        if cells.is_empty() { "-".to_owned() } else { cells.join(", ") }
    };
    let guards = match (&it.guards[..], it.public) {
        ([], true) => "Public".to_owned(),
        ([], false) => "UNPROTECTED".to_owned(),
        (guards, _) => guards.join(", "),
    };
    let endpoints = rest.map_or_else(|| "rpc".to_owned(), |rest| format!("rpc, {rest}"));
    let kind = it.kind.map_or("-", |kind| kind.as_str()).to_owned();
    [it.name.clone(), kind, guards, policies(&rate), policies(&limit), policies(&idempotency), endpoints]
}

fn rate(policy: &Policy) -> Option<String> {
    let Policy::RateLimit { name, max_calls, period_ms, key } = policy else { return None };
    let scope = match key {
        RateLimitKey::Caller => "",
        RateLimitKey::CallerAndProcedure => " per procedure",
        RateLimitKey::Ip => " per IP",
        RateLimitKey::Global => " global",
        // A rate limit key that this version does not know.
        _ => "",
    };
    Some(format!("{name}: {max_calls} per {}{scope}", format_duration(*period_ms)))
}

fn limit(policy: &Policy) -> Option<String> {
    match policy {
        Policy::Timeout { ms } => Some(format!("timeout {}", format_duration(*ms))),
        Policy::LoadShed { max_calls } => Some(format!("load shed {max_calls}")),
        Policy::Concurrency { max_calls } => Some(format!("concurrency {max_calls}")),
        _ => None,
    }
}

fn idempotency(policy: &Policy) -> Option<String> {
    let Policy::Idempotency { ttl_ms, required } = policy else { return None };
    Some(format!("{} {}", if *required { "key required," } else { "optional key," }, format_duration(*ttl_ms)))
}

fn format_duration(ms: u64) -> String {
    match ms {
        ms if ms > 0 && ms % 3_600_000 == 0 => format!("{} h", ms / 3_600_000),
        ms if ms > 0 && ms % 60_000 == 0 => format!("{} min", ms / 60_000),
        ms => format!("{:?}", Duration::from_millis(ms)),
    }
}

fn align_columns(rows: &[[String; 7]]) -> String {
    let head = HEADERS.map(str::to_owned);
    let all: Vec<&[String; 7]> = std::iter::once(&head).chain(rows).collect();
    let mut widths = [0; 7];
    for row in &all {
        for (width, cell) in widths.iter_mut().zip(*row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let line = |row: &[String; 7]| {
        let cells: String = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}  ")).collect();
        format!("{}\n", cells.trim_end())
    };
    all.into_iter().map(line).collect()
}

/// Groups procedure names by their layers, outermost first. Procedures without layers are left out.
fn layer_chains(audit: &Audit) -> BTreeMap<String, Vec<&str>> {
    let mut chains: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for it in audit.procedures.iter().filter(|it| !it.layers.is_empty()) {
        chains.entry(it.layers.join(" > ")).or_default().push(&it.name);
    }
    chains
}

#[cfg(test)]
mod tests;
