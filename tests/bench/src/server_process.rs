//! Child process of a server, with its address and CPU time.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    ops::Sub,
    process::{Child, Command, Stdio},
};

use crate::BenchResult;

/// Server in a child process, which is killed on drop.
pub(crate) struct ServerProcess {
    child: Child,
    pub(crate) address: SocketAddr,
}

/// CPU time of a process as reported by Linux.
#[derive(Clone, Copy, Default)]
pub(crate) struct CpuTime {
    /// Total time on a core, in nanoseconds.
    pub(crate) total_nanos: u64,
    /// User time, in clock ticks.
    pub(crate) user_ticks: u64,
    /// System time, in clock ticks.
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
    /// Starts a server by name, pinned to the first core if `taskset` is installed.
    ///
    /// # Errors
    ///
    /// Returns an error if the process cannot be started or does not print its address.
    pub(crate) fn start(name: &str) -> BenchResult<ServerProcess> {
        let this = env::current_exe()?;
        let mut command = if can_pin_cpu() {
            let mut command = Command::new("taskset");
            command.args(["--cpu-list", "0"]).arg(this);
            command
        } else {
            Command::new(this)
        };
        let mut child = command.args(["--serve", name]).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let address = line.trim().parse().map_err(|_| format!("server {name:?} did not start"))?;
        Ok(ServerProcess { child, address })
    }

    /// Returns the CPU time that the process has used so far.
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
        // Fails only if the process has already exited.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns `true` if `taskset` is installed, which pins processes to cores.
pub(crate) fn can_pin_cpu() -> bool {
    Command::new("taskset")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
