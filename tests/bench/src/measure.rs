//! Rounds: each row on one server, then on the other, in alternating order.

use std::{process::Command, time::Duration};

use crate::{
    Outcome,
    child::{Cpu, Server, pinned},
    load::Load,
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
pub(crate) struct Line {
    pub(crate) name: &'static str,
    pub(crate) ours: Cost,
    pub(crate) by_hand: Cost,
    /// Median of the rounds' ratios: a disturbance meets both sides of a round.
    pub(crate) ratio: f64,
}

struct Side {
    server: Server,
    load: Load,
}

impl Side {
    fn start(which: &str) -> Outcome<Side> {
        let server = Server::start(which)?;
        let load = Load::open(server.address)?;
        Ok(Side { server, load })
    }

    fn cost(&mut self, request: &[u8], window: Duration) -> Outcome<Cost> {
        let before = self.server.cpu()?;
        let calls = f64::from(self.load.run(request, window)?);
        let Cpu { total, user, system } = self.server.cpu()? - before;
        // Ticks are coarse: they only divide the exact total.
        let share = user as f64 / ((user + system).max(1)) as f64;
        let total = total as f64 / 1000.0 / calls;
        Ok(Cost { total, user: total * share, system: total * (1.0 - share) })
    }
}

/// Measures every row.
pub(crate) fn run(plan: &Plan) -> Outcome<Vec<Line>> {
    keep_off_the_servers_core();
    let (mut ours, mut by_hand) = (Side::start("ours")?, Side::start("by-hand")?);
    let rows = rows::all();
    for row in &rows {
        agree(row, &mut ours, &mut by_hand)?;
        ours.load.run(&row.ours, plan.window / 2)?;
        by_hand.load.run(&row.by_hand, plan.window / 2)?;
    }
    let mut rounds: Vec<Vec<(Cost, Cost)>> = rows.iter().map(|_| Vec::new()).collect();
    for round in 0..plan.rounds {
        println!("round {}/{}", round + 1, plan.rounds);
        for (row, costs) in rows.iter().zip(&mut rounds) {
            costs.push(if round % 2 == 0 {
                let first = ours.cost(&row.ours, plan.window)?;
                (first, by_hand.cost(&row.by_hand, plan.window)?)
            } else {
                let first = by_hand.cost(&row.by_hand, plan.window)?;
                (ours.cost(&row.ours, plan.window)?, first)
            });
        }
    }
    Ok(rows.iter().zip(rounds).map(|(row, costs)| line(row.name, &costs)).collect())
}

/// Both servers must answer the same data, else they would not do the same work.
fn agree(row: &Row, ours: &mut Side, by_hand: &mut Side) -> Outcome<()> {
    let (got, data) = (ours.load.once(&row.ours)?, by_hand.load.once(&row.by_hand)?);
    let wanted = (row.envelope)(&data);
    if got == wanted { Ok(()) } else { Err(format!("{}: the answers differ:\n{got}\n{wanted}", row.name).into()) }
}

fn line(name: &'static str, costs: &[(Cost, Cost)]) -> Line {
    let middle = |side: fn(&(Cost, Cost)) -> &Cost| Cost {
        total: median(costs.iter().map(|pair| side(pair).total)),
        user: median(costs.iter().map(|pair| side(pair).user)),
        system: median(costs.iter().map(|pair| side(pair).system)),
    };
    let ratio = median(costs.iter().map(|(ours, by_hand)| ours.total / by_hand.total));
    Line { name, ours: middle(|pair| &pair.0), by_hand: middle(|pair| &pair.1), ratio }
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
fn keep_off_the_servers_core() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if cores > 1 && pinned() {
        let (list, process) = (format!("1-{}", cores - 1), std::process::id().to_string());
        let moved = Command::new("taskset").args(["--cpu-list", "--pid", &list, &process]).output();
        if !moved.is_ok_and(|output| output.status.success()) {
            eprintln!("the load could not be moved to cores {list}: it shares the server's");
        }
    }
}
