//! Runs all CI steps, reporting progress and a summary.

use std::{process::ExitCode, time::Instant};

use crate::{
    node, optional,
    process::TaskError,
    steps::{Outcome, STEPS, Step},
};

/// Name, result and duration in seconds of a step.
struct Finished(&'static str, Result<Outcome, TaskError>, u64);

/// Runs all steps, or only the named one. Continues after a failure, so that one run reports all failures.
pub(crate) fn run(only: Option<&str>) -> Result<ExitCode, TaskError> {
    node::require_node()?;
    let chosen: Vec<&Step> = STEPS.iter().filter(|step| only.is_none_or(|only| only == step.name)).collect();
    if chosen.is_empty() {
        return Err(TaskError("unknown step; run `cargo xtask test --list` to list the steps".to_owned()));
    }
    let missing = if only.is_none() { optional::missing() } else { Vec::new() };
    missing.iter().for_each(|line| println!("SKIPPED {line}"));
    let start = Instant::now();
    let mut finished = Vec::new();
    for (index, step) in chosen.iter().enumerate() {
        let (number, seconds) = (index + 1, start.elapsed().as_secs());
        println!("\n── {number}/{} {}: {} ({seconds} s)", chosen.len(), step.name, step.description);
        finished.push(run_step(step));
    }
    println!("\n── summary ({} s)", start.elapsed().as_secs());
    missing.iter().for_each(|line| println!("skipped {line}"));
    Ok(summarize(&finished))
}

fn run_step(step: &Step) -> Finished {
    let began = Instant::now();
    let outcome = (step.run)();
    match &outcome {
        Err(error) => eprintln!("{error}"),
        Ok(Outcome::Skipped(reason)) => println!("SKIPPED: {reason}"),
        Ok(Outcome::Passed) => {}
    }
    Finished(step.name, outcome, began.elapsed().as_secs())
}

fn summarize(finished: &[Finished]) -> ExitCode {
    let (mut passed, mut skipped) = (0, 0);
    for Finished(name, outcome, seconds) in finished {
        let (word, reason) = match outcome {
            Ok(Outcome::Passed) => ("ok", ""),
            Ok(Outcome::Skipped(reason)) => ("skipped", reason.as_str()),
            Err(_) => ("FAILED", ""),
        };
        passed += usize::from(word == "ok");
        skipped += usize::from(word == "skipped");
        println!("{word:<7} {name:<12} {seconds:>5} s  {reason}");
    }
    let failed = finished.len() - passed - skipped;
    println!("\n{passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
