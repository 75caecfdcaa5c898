//! Runs the README's server as a child process.

use std::{
    net::{TcpListener, TcpStream},
    process::{Child, Command},
    thread::sleep,
    time::{Duration, Instant},
};

use super::failed;
use crate::process::TaskError;

/// Maximum time for building and starting the server, including waiting for cargo's build lock.
const DEADLINE: Duration = Duration::from_secs(600);

/// Server that is killed on drop.
pub(super) struct Server(Child);

impl Server {
    /// Starts `command` and waits until it accepts connections.
    pub(super) fn start(command: &mut Command, port: u16) -> Result<Server, TaskError> {
        let child = command.spawn().map_err(|error| failed("starting the server", &error))?;
        let mut server = Server(child);
        let deadline = Instant::now() + DEADLINE;
        while Instant::now() < deadline {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(server);
            }
            if let Ok(Some(status)) = server.0.try_wait() {
                return Err(TaskError(format!("the README's server exited before it accepted connections: {status}")));
            }
            sleep(Duration::from_millis(50));
        }
        Err(TaskError(format!(
            "the README's server is not listening on 127.0.0.1:{port} after {} s",
            DEADLINE.as_secs()
        )))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Returns a currently free port.
pub(super) fn free_port() -> Result<u16, TaskError> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| failed("finding a free port", &error))?;
    listener.local_addr().map(|address| address.port()).map_err(|error| failed("finding a free port", &error))
}
