//! What each thing that sees a call costs: `cargo run --release -p isotype-server --features otlp --example cost 2>/dev/null`.
//!
//! Each row is a process of its own, since a log is the whole process's; rows take turns, so that whatever else the machine does meets all,
//! and the least of a row's rounds counts. The figures are of the processor's time.

mod collector;
mod in_process;
mod http;
mod time;

use std::{collections::BTreeMap, error::Error, process::Command};

/// By which a process knows its collector.
const COLLECTOR: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";

const ROUNDS: usize = 7;

/// Everything that is measured, each beside the first of its kind.
const ROWS: [(&str, &str); 10] = [
    ("call", "the bare call"),
    ("call-traced", "+ a span that no log wants"),
    ("call-logged", "+ a span that the log keeps (filter: info)"),
    ("call-written", "+ a span and its line of JSON (filter: debug)"),
    ("call-exported", "+ a span that a collector gets"),
    ("call-metered", "+ measurements"),
    ("http", "a request to `routes`"),
    ("http-serve-bare", "a request to `serve`, no log, compression off"),
    ("http-serve-plain", "a request to `serve`, compression off"),
    ("http-serve", "a request to `serve`"),
];

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(row) = std::env::args().nth(1) {
        let nanoseconds = match row.strip_prefix("http") {
            Some(_) => http::measure(&row)?,
            None => in_process::measure(&row)?,
        };
        println!("{nanoseconds}");
        return Ok(());
    }
    let collector = collector::start()?;
    let mut least: BTreeMap<&str, u64> = BTreeMap::new();
    for _ in 0..ROUNDS {
        for (row, _) in ROWS {
            let mut process = Command::new(std::env::current_exe()?);
            match row {
                "call-exported" if cfg!(feature = "otlp") => process.env(COLLECTOR, &collector),
                "call-exported" => continue,
                _ => process.env_remove(COLLECTOR),
            };
            let output = process.arg(row).output()?;
            let nanoseconds: u64 = String::from_utf8(output.stdout)?.trim().parse()?;
            least.entry(row).and_modify(|least| *least = nanoseconds.min(*least)).or_insert(nanoseconds);
        }
    }
    for (row, what) in ROWS {
        match least.get(row) {
            Some(nanoseconds) => println!("{nanoseconds:>8} ns  {what}"),
            None => println!("     not measured  {what}: it needs `--features otlp`"),
        }
    }
    Ok(())
}
