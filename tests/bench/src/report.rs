//! Output: a table on the terminal, and the ratios as JSON.

use std::{fs, path::Path};

use crate::{
    BenchResult,
    measure::{Cost, Measurement},
};

/// Prints the table.
pub(crate) fn print(measurements: &[Measurement]) {
    println!("\nCPU per request in µs: total (user + system)\n");
    println!("{:<8} {:>26} {:>26} {:>7}", "", "isotype", "hand-written axum", "ratio");
    for Measurement { name, isotype, axum, ratio } in measurements {
        println!("{name:<8} {:>26} {:>26} {ratio:>7.2}", cell(isotype), cell(axum));
    }
}

fn cell(Cost { total, user, system }: &Cost) -> String {
    format!("{total:.1} ({user:.1} + {system:.1})")
}

/// Writes `target/bench/ratios.json`.
pub(crate) fn write(measurements: &[Measurement]) -> BenchResult<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    fs::create_dir_all(&folder)?;
    let ratios: serde_json::Map<_, _> =
        measurements.iter().map(|row| (row.name.to_owned(), ((row.ratio * 1000.0).round() / 1000.0).into())).collect();
    fs::write(folder.join("ratios.json"), serde_json::to_string(&ratios)? + "\n")?;
    println!("\nwrote target/bench/ratios.json");
    Ok(())
}
