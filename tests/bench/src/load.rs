//! Load: kept-alive connections, each with one request under way, driven from one thread.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use crate::BenchResult;

/// How many connections there are.
const CONNECTIONS: usize = 16;

/// Connections to one server.
pub(crate) struct LoadGenerator {
    connections: Vec<Connection>,
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl LoadGenerator {
    /// Opens them.
    pub(crate) fn open(address: SocketAddr) -> BenchResult<LoadGenerator> {
        let open = |_| {
            let stream = TcpStream::connect(address)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(Duration::from_secs(10)))?;
            Ok(Connection { stream, buffer: vec![0; 64 * 1024] })
        };
        Ok(LoadGenerator { connections: (0..CONNECTIONS).map(open).collect::<std::io::Result<_>>()? })
    }

    /// Sends one request and gives the answer's body.
    pub(crate) fn send(&mut self, request: &[u8]) -> BenchResult<String> {
        let connection = self.connections.first_mut().ok_or("no connection")?;
        connection.stream.write_all(request)?;
        let (body, end) = connection.read_response()?;
        let body = connection.buffer.get(body..end).unwrap_or_default();
        Ok(String::from_utf8_lossy(body).into_owned())
    }

    /// Repeats a request on every connection for a while; how many were answered.
    pub(crate) fn run(&mut self, request: &[u8], window: Duration) -> BenchResult<u32> {
        let end = Instant::now() + window;
        let mut answered = 0;
        while Instant::now() < end {
            for connection in &mut self.connections {
                connection.stream.write_all(request)?;
            }
            for connection in &mut self.connections {
                connection.read_response()?;
                answered += 1;
            }
        }
        Ok(answered)
    }
}

impl Connection {
    /// Reads one answer, which must be a success; where its body begins and ends in the buffer.
    fn read_response(&mut self) -> BenchResult<(usize, usize)> {
        let mut filled = 0;
        loop {
            let space = self.buffer.get_mut(filled..).unwrap_or_default();
            let read = self.stream.read(space)?;
            if read == 0 {
                return Err("the server closed a connection, or answers with more than 64 kB".into());
            }
            filled += read;
            let seen = self.buffer.get(..filled).unwrap_or_default();
            if let Some((body, end)) = body_range(seen)?
                && end <= filled
            {
                return Ok((body, end));
            }
        }
    }
}

/// Where the body of an answer begins and ends, once its head is there.
fn body_range(seen: &[u8]) -> BenchResult<Option<(usize, usize)>> {
    let Some(head) = seen.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(seen.get(..head).unwrap_or_default())?;
    if !text.starts_with("HTTP/1.1 200 ") {
        return Err(format!("not a success: {}", String::from_utf8_lossy(seen)).into());
    }
    let length = text
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length: usize = length.ok_or("an answer without a length")?.1.parse()?;
    Ok(Some((head + 4, head + 4 + length)))
}
