//! Measures the CPU time that traces, logs and metrics add to a call. See README.md.
//!
//! Each row runs in its own child process, because a process can only initialize logging once. Every round runs all
//! rows, so that other load on the machine affects them equally. The result of a row is its minimum over all rounds.

mod collector;
mod in_process;
mod http;
mod time;

use std::{collections::BTreeMap, error::Error, process::Command};

/// Environment variable that contains the collector's URL.
const COLLECTOR_VARIABLE: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";

const ROUNDS: usize = 7;

/// Name and label of each measurement.
const ROWS: [(&str, &str); 10] = [
    ("call", "a call without layers"),
    ("call-traced", "+ a span that is not recorded"),
    ("call-recorded", "+ a span recorded for the log (filter: info)"),
    ("call-logged", "+ a span and a JSON log line (filter: debug)"),
    ("call-exported", "+ a span exported to a collector"),
    ("call-metered", "+ metrics"),
    ("http", "a request to `routes`"),
    ("http-serve-bare", "a request to `serve` without logging and compression"),
    ("http-serve-plain", "a request to `serve` without compression"),
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
    let mut minimum: BTreeMap<&str, u64> = BTreeMap::new();
    for _ in 0..ROUNDS {
        for (row, _) in ROWS {
            let mut process = Command::new(std::env::current_exe()?);
            match row {
                "call-exported" if cfg!(feature = "otlp") => process.env(COLLECTOR_VARIABLE, &collector),
                "call-exported" => continue,
                _ => process.env_remove(COLLECTOR_VARIABLE),
            };
            let output = process.arg(row).output()?;
            let nanoseconds: u64 = String::from_utf8(output.stdout)?.trim().parse()?;
            minimum.entry(row).and_modify(|minimum| *minimum = nanoseconds.min(*minimum)).or_insert(nanoseconds);
        }
    }
    for (row, label) in ROWS {
        match minimum.get(row) {
            Some(nanoseconds) => println!("{nanoseconds:>8} ns  {label}"),
            None => println!("     not measured  {label}: requires `--features otlp`"),
        }
    }
    Ok(())
}
