//! Child process that runs the server.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

pub(crate) struct ServerProcess {
    child: Child,
    pub(crate) address: String,
}

impl ServerProcess {
    pub(crate) fn start() -> ServerProcess {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let mut child = command.arg("server").stdout(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        ServerProcess { child, address: address.trim().to_owned() }
    }

    fn proc(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap()
    }

    pub(crate) fn memory_kb(&self) -> f64 {
        let status = self.proc("status");
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Returns the user and system CPU time in microseconds.
    pub(crate) fn cpu_us(&self) -> f64 {
        self.user_us() + self.ticks(12) * 10_000.0
    }

    pub(crate) fn user_us(&self) -> f64 {
        self.ticks(11) * 10_000.0
    }

    fn ticks(&self, field: usize) -> f64 {
        let stat = self.proc("stat");
        let after = stat.rsplit(')').next().unwrap().split_whitespace();
        after.skip(field).map(|ticks| ticks.parse().unwrap()).next().unwrap()
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
