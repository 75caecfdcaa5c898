//! Rounds: each row on one server, then on the other, in alternating order.

use std::{process::Command, time::Duration};

use crate::{
    BenchResult,
    child::{CpuTime, ServerProcess, can_pin_cpu},
    load::LoadGenerator,
    rows::{self, Row},
};

/// How long to look.
pub(crate) struct Plan {
    rounds: usize,
    window: Duration,
}

/// Well under a minute.
pub(crate) const QUICK: Plan = Plan { rounds: 8, window: Duration::from_millis(400) };

/// For figures to rely on.
pub(crate) const FULL: Plan = Plan { rounds: 20, window: Duration::from_millis(800) };

/// What a call costs, in microseconds of CPU time: medians over the rounds.
pub(crate) struct Cost {
    pub(crate) total: f64,
    pub(crate) user: f64,
    pub(crate) system: f64,
}

/// One line of the table.
pub(crate) struct Measurement {
    pub(crate) name: &'static str,
    pub(crate) isotype: Cost,
    pub(crate) axum: Cost,
    /// Median of the rounds' ratios: a disturbance meets both sides of a round.
    pub(crate) ratio: f64,
}

struct LoadedServer {
    server: ServerProcess,
    load: LoadGenerator,
}

impl LoadedServer {
    fn start(which: &str) -> BenchResult<LoadedServer> {
        let server = ServerProcess::start(which)?;
        let load = LoadGenerator::open(server.address)?;
        Ok(LoadedServer { server, load })
    }

    fn cost(&mut self, request: &[u8], window: Duration) -> BenchResult<Cost> {
        let before = self.server.cpu_time()?;
        let calls = f64::from(self.load.run(request, window)?);
        let CpuTime { total_nanos: total, user_ticks: user, system_ticks: system } = self.server.cpu_time()? - before;
        // Ticks are coarse: they only divide the exact total.
        let share = user as f64 / ((user + system).max(1)) as f64;
        let total = total as f64 / 1000.0 / calls;
        Ok(Cost { total, user: total * share, system: total * (1.0 - share) })
    }
}

/// Measures every row.
pub(crate) fn run(plan: &Plan) -> BenchResult<Vec<Measurement>> {
    pin_load_to_other_cores();
    let (mut ours, mut by_hand) = (LoadedServer::start("ours")?, LoadedServer::start("by-hand")?);
    let rows = rows::all();
    for row in &rows {
        assert_same_response(row, &mut ours, &mut by_hand)?;
        ours.load.run(&row.isotype_request, plan.window / 2)?;
        by_hand.load.run(&row.axum_request, plan.window / 2)?;
    }
    let mut rounds: Vec<Vec<(Cost, Cost)>> = rows.iter().map(|_| Vec::new()).collect();
    for round in 0..plan.rounds {
        println!("round {}/{}", round + 1, plan.rounds);
        for (row, costs) in rows.iter().zip(&mut rounds) {
            costs.push(if round % 2 == 0 {
                let first = ours.cost(&row.isotype_request, plan.window)?;
                (first, by_hand.cost(&row.axum_request, plan.window)?)
            } else {
                let first = by_hand.cost(&row.axum_request, plan.window)?;
                (ours.cost(&row.isotype_request, plan.window)?, first)
            });
        }
    }
    Ok(rows.iter().zip(rounds).map(|(row, costs)| summarize(row.name, &costs)).collect())
}

/// Both servers must answer the same data, else they would not do the same work.
fn assert_same_response(row: &Row, ours: &mut LoadedServer, by_hand: &mut LoadedServer) -> BenchResult<()> {
    let (got, data) = (ours.load.send(&row.isotype_request)?, by_hand.load.send(&row.axum_request)?);
    let wanted = (row.envelope)(&data);
    if got == wanted { Ok(()) } else { Err(format!("{}: the answers differ:\n{got}\n{wanted}", row.name).into()) }
}

fn summarize(name: &'static str, costs: &[(Cost, Cost)]) -> Measurement {
    let middle = |side: fn(&(Cost, Cost)) -> &Cost| Cost {
        total: median(costs.iter().map(|pair| side(pair).total)),
        user: median(costs.iter().map(|pair| side(pair).user)),
        system: median(costs.iter().map(|pair| side(pair).system)),
    };
    let ratio = median(costs.iter().map(|(ours, by_hand)| ours.total / by_hand.total));
    Measurement { name, isotype: middle(|pair| &pair.0), axum: middle(|pair| &pair.1), ratio }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let upper = values.len() / 2;
    let lower = values.len().saturating_sub(1) / 2;
    let at = |index: usize| values.get(index).copied().unwrap_or(f64::NAN);
    f64::midpoint(at(lower), at(upper))
}

/// The load takes the other cores; a machine with one core, or without `taskset`, shares it.
fn pin_load_to_other_cores() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if cores > 1 && can_pin_cpu() {
        let (list, process) = (format!("1-{}", cores - 1), std::process::id().to_string());
        let moved = Command::new("taskset").args(["--cpu-list", "--pid", &list, &process]).output();
        if !moved.is_ok_and(|output| output.status.success()) {
            eprintln!("the load could not be moved to cores {list}: it shares the server's");
        }
    }
}
