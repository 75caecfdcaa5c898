//! Everything that CI runs, with progress and a summary.

use std::{process::ExitCode, time::Instant};

use crate::{
    node,
    run::TaskError,
    steps::{STEPS, Step},
};

/// Runs every step, or the one of that name; goes on after a failure, so that one run shows all.
pub(crate) fn run(only: Option<&str>) -> Result<ExitCode, TaskError> {
    node::require_node()?;
    let chosen: Vec<&Step> = STEPS.iter().filter(|step| only.is_none_or(|only| only == step.name)).collect();
    if chosen.is_empty() {
        return Err(TaskError("there is no such step; `cargo xtask test --list` names them".to_owned()));
    }
    let start = Instant::now();
    let mut outcomes = Vec::new();
    for (index, step) in chosen.iter().enumerate() {
        println!(
            "\n── {}/{} {}: {} ({} s)",
            index + 1,
            chosen.len(),
            step.name,
            step.description,
            start.elapsed().as_secs()
        );
        let began = Instant::now();
        let outcome = (step.run)();
        if let Err(failed) = &outcome {
            eprintln!("{failed}");
        }
        outcomes.push((step.name, outcome.is_ok(), began.elapsed().as_secs()));
    }
    println!("\n── summary ({} s)", start.elapsed().as_secs());
    for (name, good, seconds) in &outcomes {
        println!("{} {name:<12} {seconds:>5} s", if *good { "ok    " } else { "FAILED" });
    }
    let passed = outcomes.iter().filter(|(_, good, _)| *good).count();
    let failed = outcomes.len() - passed;
    println!("\n{passed} passed, {failed} failed");
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
