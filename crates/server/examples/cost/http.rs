//! Benchmark of sequential requests on one HTTP connection.

use std::{
    error::Error,
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::mpsc,
    thread,
};

use isotype_axum::{Drain, Routes};
use isotype_observe::{LogFormat, Telemetry};
use isotype_server::{ServerConfig, serve};
use tokio::{net::TcpListener, sync::oneshot};

use crate::{in_process::api, time};

const REQUESTS: usize = 20_000;

const REQUEST: &[u8] = b"GET /rpc/ping HTTP/1.1\r\nhost: localhost\r\naccept: */*\r\naccept-encoding: gzip, br\r\n\r\n";

/// Returns the CPU time that one request takes on the server thread, in nanoseconds.
pub(crate) fn measure(row: &str) -> Result<u64, Box<dyn Error>> {
    let _guard = match row {
        "http-serve" | "http-serve-plain" => Some(Telemetry::new("cost").format(LogFormat::Json).init()?),
        _ => None,
    };
    let (address_sender, address_receiver) = mpsc::channel();
    let (stop, stopped) = oneshot::channel::<()>();
    let client = thread::spawn(move || -> io::Result<()> {
        let address: SocketAddr = address_receiver.recv().map_err(io::Error::other)?;
        let mut stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        let mut response = [0; 4096];
        for _ in 0..REQUESTS {
            stream.write_all(REQUEST)?;
            // Responses are small enough to arrive in one read.
            if stream.read(&mut response)? == 0 {
                return Err(io::Error::other("the server closed the connection"));
            }
        }
        drop(stream);
        let _ = stop.send(());
        Ok(())
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let start = time::nanoseconds()?;
    runtime.block_on(async {
        let stopped = async { stopped.await.unwrap_or_default() };
        if row == "http" {
            let drain = Drain::default();
            let app = Routes::new(api(), ()).drain(&drain).at("/rpc");
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            address_sender.send(listener.local_addr()?)?;
            isotype_server::HttpServer::new(&drain).serve(listener, app, stopped).await;
        } else {
            let mut config = ServerConfig::default();
            (config.port, config.compression) = (0, row == "http-serve");
            let bound = serve(api(), ()).config(&config).bind().await?;
            address_sender.send(bound.local_addr()?)?;
            bound.run(stopped).await;
        }
        Ok::<_, Box<dyn Error>>(())
    })?;
    let elapsed = time::nanoseconds()? - start;
    client.join().map_err(|_| "the client panicked")??;
    Ok(elapsed / u64::try_from(REQUESTS)?)
}
