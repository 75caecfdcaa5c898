//! The driver's side of a server: its process, its address, and what it has cost so far.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    ops::Sub,
    process::{Child, Command, Stdio},
};

use crate::BenchResult;

/// A server in a process of its own; it ends with this value.
pub(crate) struct ServerProcess {
    child: Child,
    pub(crate) address: SocketAddr,
}

/// CPU time of a process, in the operating system's own accounting.
#[derive(Clone, Copy, Default)]
pub(crate) struct CpuTime {
    /// On a core, in nanoseconds.
    pub(crate) total_nanos: u64,
    /// Of that in the program, in clock ticks.
    pub(crate) user_ticks: u64,
    /// Of that in the kernel, in clock ticks.
    pub(crate) system_ticks: u64,
}

impl Sub for CpuTime {
    type Output = CpuTime;

    fn sub(self, before: CpuTime) -> CpuTime {
        CpuTime {
            total_nanos: self.total_nanos.saturating_sub(before.total_nanos),
            user_ticks: self.user_ticks.saturating_sub(before.user_ticks),
            system_ticks: self.system_ticks.saturating_sub(before.system_ticks),
        }
    }
}

impl ServerProcess {
    /// Starts one on the first core, where `taskset` is there to say so.
    pub(crate) fn start(which: &str) -> BenchResult<ServerProcess> {
        let this = env::current_exe()?;
        let mut command = if can_pin_cpu() {
            let mut command = Command::new("taskset");
            command.args(["--cpu-list", "0"]).arg(this);
            command
        } else {
            Command::new(this)
        };
        let mut child = command.args(["--serve", which]).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let address = line.trim().parse().map_err(|_| format!("the server {which} did not start"))?;
        Ok(ServerProcess { child, address })
    }

    /// What it has used until now.
    pub(crate) fn cpu_time(&self) -> BenchResult<CpuTime> {
        let folder = format!("/proc/{}", self.child.id());
        let stat = fs::read_to_string(format!("{folder}/stat"))?;
        let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let mut ticks = after_name.split_whitespace().skip(11).map(|field| field.parse().unwrap_or(0));
        let (user, system) = (ticks.next().unwrap_or(0), ticks.next().unwrap_or(0));
        let mut total = 0;
        for task in fs::read_dir(format!("{folder}/task"))? {
            let schedule = fs::read_to_string(task?.path().join("schedstat"))?;
            total += schedule.split_whitespace().next().and_then(|field| field.parse::<u64>().ok()).unwrap_or(0);
        }
        Ok(CpuTime { total_nanos: total, user_ticks: user, system_ticks: system })
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether processes can be given a core of their own.
pub(crate) fn can_pin_cpu() -> bool {
    Command::new("taskset")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}
