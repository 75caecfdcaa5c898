//! Load generator: keep-alive connections with one request in flight each, driven by one thread.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use crate::BenchResult;

/// Number of connections.
const CONNECTIONS: usize = 16;

/// Open connections to one server.
pub(crate) struct LoadGenerator {
    connections: Vec<Connection>,
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl LoadGenerator {
    /// Opens the connections.
    pub(crate) fn open(address: SocketAddr) -> BenchResult<LoadGenerator> {
        let open = |_| {
            let stream = TcpStream::connect(address)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(Duration::from_secs(10)))?;
            Ok(Connection { stream, buffer: vec![0; 64 * 1024] })
        };
        Ok(LoadGenerator { connections: (0..CONNECTIONS).map(open).collect::<std::io::Result<_>>()? })
    }

    /// Sends one request and returns the response body.
    pub(crate) fn send(&mut self, request: &[u8]) -> BenchResult<String> {
        let connection = self.connections.first_mut().ok_or("no connection")?;
        connection.stream.write_all(request)?;
        let (body, end) = connection.read_response()?;
        let body = connection.buffer.get(body..end).unwrap_or_default();
        Ok(String::from_utf8_lossy(body).into_owned())
    }

    /// Repeats a request on every connection for the duration of `window`, and returns the number of responses.
    pub(crate) fn run(&mut self, request: &[u8], window: Duration) -> BenchResult<u32> {
        let end = Instant::now() + window;
        let mut responses = 0;
        while Instant::now() < end {
            for connection in &mut self.connections {
                connection.stream.write_all(request)?;
            }
            for connection in &mut self.connections {
                connection.read_response()?;
                responses += 1;
            }
        }
        Ok(responses)
    }
}

impl Connection {
    /// Reads one successful response, and returns the start and end of its body in the buffer.
    fn read_response(&mut self) -> BenchResult<(usize, usize)> {
        let mut filled = 0;
        loop {
            let space = self.buffer.get_mut(filled..).unwrap_or_default();
            let read = self.stream.read(space)?;
            if read == 0 {
                return Err("connection closed, or response larger than 64 KiB".into());
            }
            filled += read;
            let received = self.buffer.get(..filled).unwrap_or_default();
            if let Some((body, end)) = body_range(received)?
                && end <= filled
            {
                return Ok((body, end));
            }
        }
    }
}

/// Returns the start and end of the response body, or `None` if the head is incomplete.
fn body_range(received: &[u8]) -> BenchResult<Option<(usize, usize)>> {
    let Some(head) = received.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(received.get(..head).unwrap_or_default())?;
    if !text.starts_with("HTTP/1.1 200 ") {
        return Err(format!("response is not successful: {}", String::from_utf8_lossy(received)).into());
    }
    let length = text
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length: usize = length.ok_or("response without a `content-length` header")?.1.parse()?;
    Ok(Some((head + 4, head + 4 + length)))
}
