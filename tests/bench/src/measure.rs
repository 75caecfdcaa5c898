//! Measurement in rounds. Each round runs every row on both servers, in alternating order.

use std::{process::Command, time::Duration};

use crate::{
    BenchResult,
    load::LoadGenerator,
    rows::{self, Row},
    server_process::{CpuTime, ServerProcess, can_pin_cpu},
};

/// Number and duration of the rounds.
pub(crate) struct Plan {
    rounds: usize,
    window: Duration,
}

/// Plan that takes less than a minute.
pub(crate) const QUICK: Plan = Plan { rounds: 8, window: Duration::from_millis(400) };

/// Plan for published figures.
pub(crate) const FULL: Plan = Plan { rounds: 20, window: Duration::from_millis(800) };

/// CPU time per call in microseconds.
pub(crate) struct Cost {
    pub(crate) total: f64,
    pub(crate) user: f64,
    pub(crate) system: f64,
}

/// Medians of a row over all rounds.
pub(crate) struct Measurement {
    pub(crate) name: &'static str,
    pub(crate) isotype: Cost,
    pub(crate) axum: Cost,
    /// Median of the ratios of each round. Other load affects both sides of a round alike.
    pub(crate) ratio: f64,
}

struct LoadedServer {
    server: ServerProcess,
    load: LoadGenerator,
}

impl LoadedServer {
    fn start(name: &str) -> BenchResult<LoadedServer> {
        let server = ServerProcess::start(name)?;
        let load = LoadGenerator::open(server.address)?;
        Ok(LoadedServer { server, load })
    }

    fn cost(&mut self, request: &[u8], window: Duration) -> BenchResult<Cost> {
        let before = self.server.cpu_time()?;
        let calls = f64::from(self.load.run(request, window)?);
        let CpuTime { total_nanos: total, user_ticks: user, system_ticks: system } = self.server.cpu_time()? - before;
        // Clock ticks are coarse, so they only split the total, which is precise.
        let share = user as f64 / ((user + system).max(1)) as f64;
        let total = total as f64 / 1000.0 / calls;
        Ok(Cost { total, user: total * share, system: total * (1.0 - share) })
    }
}

/// Measures every row on both servers.
///
/// # Errors
///
/// Returns an error if a server fails or the servers respond with different data.
pub(crate) fn run(plan: &Plan) -> BenchResult<Vec<Measurement>> {
    pin_load_to_other_cores();
    let (mut isotype, mut axum) = (LoadedServer::start("isotype")?, LoadedServer::start("axum")?);
    let rows = rows::all();
    for row in &rows {
        assert_same_response(row, &mut isotype, &mut axum)?;
        isotype.load.run(&row.isotype_request, plan.window / 2)?;
        axum.load.run(&row.axum_request, plan.window / 2)?;
    }
    let mut rounds: Vec<Vec<(Cost, Cost)>> = rows.iter().map(|_| Vec::new()).collect();
    for round in 0..plan.rounds {
        println!("round {}/{}", round + 1, plan.rounds);
        for (row, costs) in rows.iter().zip(&mut rounds) {
            costs.push(if round % 2 == 0 {
                let first = isotype.cost(&row.isotype_request, plan.window)?;
                (first, axum.cost(&row.axum_request, plan.window)?)
            } else {
                let first = axum.cost(&row.axum_request, plan.window)?;
                (isotype.cost(&row.isotype_request, plan.window)?, first)
            });
        }
    }
    Ok(rows.iter().zip(rounds).map(|(row, costs)| summarize(row.name, &costs)).collect())
}

/// Fails if the servers respond with different data: the comparison would not be fair.
fn assert_same_response(row: &Row, isotype: &mut LoadedServer, axum: &mut LoadedServer) -> BenchResult<()> {
    let (got, data) = (isotype.load.send(&row.isotype_request)?, axum.load.send(&row.axum_request)?);
    let wanted = (row.envelope)(&data);
    if got == wanted { Ok(()) } else { Err(format!("{}: responses differ:\n{got}\n{wanted}", row.name).into()) }
}

fn summarize(name: &'static str, costs: &[(Cost, Cost)]) -> Measurement {
    let medians = |side: fn(&(Cost, Cost)) -> &Cost| Cost {
        total: median(costs.iter().map(|pair| side(pair).total)),
        user: median(costs.iter().map(|pair| side(pair).user)),
        system: median(costs.iter().map(|pair| side(pair).system)),
    };
    let ratio = median(costs.iter().map(|(isotype, axum)| isotype.total / axum.total));
    Measurement { name, isotype: medians(|pair| &pair.0), axum: medians(|pair| &pair.1), ratio }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let upper = values.len() / 2;
    let lower = values.len().saturating_sub(1) / 2;
    let at = |index: usize| values.get(index).copied().unwrap_or(f64::NAN);
    f64::midpoint(at(lower), at(upper))
}

/// Moves the load generator to the other cores. With one core, or without `taskset`, it shares the server's core.
fn pin_load_to_other_cores() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if cores > 1 && can_pin_cpu() {
        let (list, process) = (format!("1-{}", cores - 1), std::process::id().to_string());
        let moved = Command::new("taskset").args(["--cpu-list", "--pid", &list, &process]).output();
        if !moved.is_ok_and(|output| output.status.success()) {
            eprintln!("cannot pin the load generator to cores {list}; it shares the server's core");
        }
    }
}
