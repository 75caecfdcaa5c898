//! The driver's side of a server: its process, its address, and what it has cost so far.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    ops::Sub,
    process::{Child, Command, Stdio},
};

use crate::Outcome;

/// A server in a process of its own; it ends with this value.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
}

/// CPU time of a process, in the operating system's own accounting.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cpu {
    /// On a core, in nanoseconds.
    pub(crate) total: u64,
    /// Of that in the program, in clock ticks.
    pub(crate) user: u64,
    /// Of that in the kernel, in clock ticks.
    pub(crate) system: u64,
}

impl Sub for Cpu {
    type Output = Cpu;

    fn sub(self, before: Cpu) -> Cpu {
        Cpu {
            total: self.total.saturating_sub(before.total),
            user: self.user.saturating_sub(before.user),
            system: self.system.saturating_sub(before.system),
        }
    }
}

impl Server {
    /// Starts one on the first core, where `taskset` is there to say so.
    pub(crate) fn start(which: &str) -> Outcome<Server> {
        let this = env::current_exe()?;
        let mut command = if pinned() {
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
        Ok(Server { child, address })
    }

    /// What it has used until now.
    pub(crate) fn cpu(&self) -> Outcome<Cpu> {
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
        Ok(Cpu { total, user, system })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether processes can be given a core of their own.
pub(crate) fn pinned() -> bool {
    Command::new("taskset")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}
