//! What protects each procedure, as a table.

use std::{collections::BTreeMap, time::Duration};

use isotype_contract::{Audit, Contract, Policy, ProcedureAudit, RateLimitKey};

const HEADERS: [&str; 7] = ["procedure", "kind", "proofs", "rate", "limits", "idempotency", "reached by"];

/// What a call passes, in the order that the framework fixes.
const LAYER_ORDER: &str = "observers, timeout, shedding, rate limits, fences, the application's own layers, idempotency, \
                     concurrency; then the proof, the input, the function";

/// The table; below it in which order layers run, and which a procedure has.
pub(crate) fn table(audit: &Audit, contract: &Contract) -> String {
    let routes = contract.rest_operations().unwrap_or_default();
    let rest: BTreeMap<&str, String> = routes.iter().map(|route| (&*route.name, route.route.to_string())).collect();
    let rows: Vec<[String; 7]> = audit.procedures.iter().map(|it| row(it, rest.get(&*it.name))).collect();
    let mut text = align_columns(&rows);
    text += &format!("\nA call passes: {LAYER_ORDER}.\n");
    for (layers, names) in layer_chains(audit) {
        text += &format!("  {layers}: {}\n", names.join(", "));
    }
    text
}

fn row(it: &ProcedureAudit, rest: Option<&String>) -> [String; 7] {
    let of = |words: &dyn Fn(&Policy) -> Option<String>| {
        let said: Vec<String> = it.policies.iter().filter_map(words).collect();
        if said.is_empty() { "-".to_owned() } else { said.join(", ") }
    };
    let proofs = match (&it.guards[..], it.public) {
        ([], true) => "Public".to_owned(),
        ([], false) => "NONE STATED".to_owned(),
        (proofs, _) => proofs.join(", "),
    };
    let reached = rest.map_or_else(|| "rpc".to_owned(), |rest| format!("rpc, {rest}"));
    let kind = it.kind.map_or("-", |kind| kind.as_str()).to_owned();
    [it.name.clone(), kind, proofs, of(&rate), of(&limit), of(&idempotency), reached]
}

fn rate(policy: &Policy) -> Option<String> {
    let Policy::RateLimit { name: class, max_calls: calls, period_ms: ms, key: of } = policy else { return None };
    let of = match of {
        RateLimitKey::Caller => "",
        RateLimitKey::CallerAndProcedure => " each",
        RateLimitKey::Ip => " each address",
        RateLimitKey::Global => " in all",
    };
    Some(format!("{class}: {calls} in {}{of}", format_duration(*ms)))
}

fn limit(policy: &Policy) -> Option<String> {
    match policy {
        Policy::Timeout { ttl_ms: ms } => Some(format!("timeout {}", format_duration(*ms))),
        Policy::LoadShed { max_calls: calls } => Some(format!("shed {calls}")),
        Policy::Concurrency { max_calls: calls } => Some(format!("concurrency {calls}")),
        Policy::RateLimit { .. } | Policy::Idempotency { .. } => None,
    }
}

fn idempotency(policy: &Policy) -> Option<String> {
    let Policy::Idempotency { ms, required } = policy else { return None };
    Some(format!("{} {}", if *required { "key required," } else { "by key," }, format_duration(*ms)))
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

/// The layers that procedures have, and which have the same.
fn layer_chains(audit: &Audit) -> BTreeMap<String, Vec<&str>> {
    let mut chains: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for it in audit.procedures.iter().filter(|it| !it.layers.is_empty()) {
        chains.entry(it.layers.join(" > ")).or_default().push(&it.name);
    }
    chains
}

#[cfg(test)]
mod tests;
