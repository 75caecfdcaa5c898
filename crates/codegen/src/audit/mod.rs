//! What protects each procedure, as a table.

use std::{collections::BTreeMap, time::Duration};

use isotype_contract::{Audit, Audited, Contract, Counted, Policy};

const HEAD: [&str; 7] = ["procedure", "kind", "proofs", "rate", "limits", "idempotency", "reached by"];

/// What a call passes, in the order that the framework fixes.
const ORDER: &str = "observers, timeout, shedding, rate limits, fences, the application's own layers, idempotency, \
                     concurrency; then the proof, the input, the function";

/// The table; below it in which order layers run, and which a procedure has.
pub(crate) fn table(audit: &Audit, contract: &Contract) -> String {
    let routes = contract.routes().unwrap_or_default();
    let rest: BTreeMap<&str, String> = routes.iter().map(|route| (&*route.name, route.rest.to_string())).collect();
    let rows: Vec<[String; 7]> = audit.procedures.iter().map(|it| row(it, rest.get(&*it.name))).collect();
    let mut text = aligned(&rows);
    text += &format!("\nA call passes: {ORDER}.\n");
    for (layers, names) in chains(audit) {
        text += &format!("  {layers}: {}\n", names.join(", "));
    }
    text
}

fn row(it: &Audited, rest: Option<&String>) -> [String; 7] {
    let of = |words: &dyn Fn(&Policy) -> Option<String>| {
        let said: Vec<String> = it.policies.iter().filter_map(words).collect();
        if said.is_empty() { "-".to_owned() } else { said.join(", ") }
    };
    let proofs = match (&it.proofs[..], it.public) {
        ([], true) => "Public".to_owned(),
        ([], false) => "NONE STATED".to_owned(),
        (proofs, _) => proofs.join(", "),
    };
    let reached = rest.map_or_else(|| "rpc".to_owned(), |rest| format!("rpc, {rest}"));
    let kind = it.kind.map_or("-", |kind| kind.as_str()).to_owned();
    [it.name.clone(), kind, proofs, of(&rate), of(&limit), of(&idempotency), reached]
}

fn rate(policy: &Policy) -> Option<String> {
    let Policy::Rate { class, calls, ms, of } = policy else { return None };
    let of = match of {
        Counted::Caller => "",
        Counted::CallerAndProcedure => " each",
        Counted::Address => " each address",
        Counted::All => " in all",
    };
    Some(format!("{class}: {calls} in {}{of}", time(*ms)))
}

fn limit(policy: &Policy) -> Option<String> {
    match policy {
        Policy::Timeout { ms } => Some(format!("timeout {}", time(*ms))),
        Policy::Shed { calls } => Some(format!("shed {calls}")),
        Policy::Concurrency { calls } => Some(format!("concurrency {calls}")),
        Policy::Rate { .. } | Policy::Idempotency { .. } => None,
    }
}

fn idempotency(policy: &Policy) -> Option<String> {
    let Policy::Idempotency { ms, required } = policy else { return None };
    Some(format!("{} {}", if *required { "key required," } else { "by key," }, time(*ms)))
}

fn time(ms: u64) -> String {
    match ms {
        ms if ms > 0 && ms % 3_600_000 == 0 => format!("{} h", ms / 3_600_000),
        ms if ms > 0 && ms % 60_000 == 0 => format!("{} min", ms / 60_000),
        ms => format!("{:?}", Duration::from_millis(ms)),
    }
}

fn aligned(rows: &[[String; 7]]) -> String {
    let head = HEAD.map(str::to_owned);
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
fn chains(audit: &Audit) -> BTreeMap<String, Vec<&str>> {
    let mut chains: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for it in audit.procedures.iter().filter(|it| !it.layers.is_empty()) {
        chains.entry(it.layers.join(" > ")).or_default().push(&it.name);
    }
    chains
}

#[cfg(test)]
mod tests;
