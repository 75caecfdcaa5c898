//! Server configuration.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    str::FromStr,
    time::Duration,
};

use isotype_axum::{Limits, is_origin};
use isotype_observe::Telemetry;
use serde::{Deserialize, Deserializer, de::Error};

use crate::LogFormat;

/// Server settings. Durations are whole seconds.
///
/// [`ConfigLoader`](crate::ConfigLoader) reads them from a TOML file, environment variables and command-line flags.
///
/// # Example
///
/// ```toml
/// host = "0.0.0.0"
/// port = 4200
/// https = true                                # behind a proxy that terminates TLS
/// allowed_origins = ["https://app.example"]
/// metrics_address = "127.0.0.1:9464"
/// log = "info,board=debug"
/// log_format = "json"
/// drain_delay = 5
///
/// [limits]
/// body = 65536
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ServerConfig {
    /// IP address to listen on. Default: `127.0.0.1`.
    #[serde(deserialize_with = "host")]
    pub host: IpAddr,
    /// Port to listen on; 0 selects a free one. Default: 4200.
    pub port: u16,
    /// If `true`, clients connect over HTTPS through a proxy that terminates TLS, and responses contain
    /// `strict-transport-security`. Default: `false`.
    pub https: bool,
    /// Origins other than the server's own whose pages may send requests with credentials. Default: none.
    #[serde(deserialize_with = "origins")]
    pub allowed_origins: Vec<String>,
    /// Address of a second listener for `/metrics` and `/health`. Default: none.
    #[serde(deserialize_with = "listener")]
    pub metrics_address: Option<SocketAddr>,
    /// Log filter: a level, optionally followed by per-target levels. Default: `info`.
    #[serde(deserialize_with = "filter")]
    pub log: String,
    /// Log format: `auto`, `text` or `json`. Default: `auto`.
    pub log_format: LogFormat,
    /// If `true`, responses are compressed with gzip or Brotli. Default: `true`.
    pub compression: bool,
    /// Maximum number of open connections. Further connections wait to be accepted. Default: 10,000.
    #[serde(deserialize_with = "at_least_one")]
    pub max_connections: usize,
    /// Time within which a request head must arrive, including the idle time before it. Default: 30.
    pub header_read_timeout: u32,
    /// Time between the shutdown signal and the start of the drain, during which readiness reports `draining`. Default:
    /// 0.
    pub drain_delay: u32,
    /// Time calls in flight have to finish once the drain has started. Default: 10.
    pub shutdown_timeout: u32,
    /// Request limits. Each is a separate setting, such as `limits.body`.
    pub limits: Limits,
}

impl Default for ServerConfig {
    fn default() -> Self {
        ServerConfig {
            host: Ipv4Addr::LOCALHOST.into(),
            port: 4200,
            https: false,
            allowed_origins: Vec::new(),
            metrics_address: None,
            log: "info".to_owned(),
            log_format: LogFormat::default(),
            compression: true,
            max_connections: 10_000,
            header_read_timeout: 30,
            drain_delay: 0,
            shutdown_timeout: 10,
            limits: Limits::default(),
        }
    }
}

impl ServerConfig {
    /// Returns the address to listen on.
    pub fn address(&self) -> SocketAddr {
        SocketAddr::new(self.host, self.port)
    }

    pub(crate) fn seconds(seconds: u32) -> Duration {
        Duration::from_secs(seconds.into())
    }
}

fn host<'de, D: Deserializer<'de>>(deserializer: D) -> Result<IpAddr, D::Error> {
    parse_string(
        deserializer,
        "must be an IP address: 127.0.0.1 accepts local connections only, 0.0.0.0 or :: connections from anywhere",
    )
}

fn listener<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SocketAddr>, D::Error> {
    parse_string(deserializer, "must be an IP address and a port, such as 127.0.0.1:9464").map(Some)
}

/// Deserializes a string and parses it. `expected` is the error message if parsing fails.
fn parse_string<'de, D: Deserializer<'de>, T: FromStr>(deserializer: D, expected: &str) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer).ok();
    text.and_then(|text| text.parse().ok()).ok_or_else(|| D::Error::custom(expected))
}

fn filter<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let filter = String::deserialize(deserializer)?;
    Telemetry::new("").filter(&filter).check_filter().map_err(D::Error::custom)?;
    Ok(filter)
}

fn at_least_one<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    match usize::deserialize(deserializer)? {
        0 => Err(D::Error::custom("must be at least 1")),
        number => Ok(number),
    }
}

/// Deserializes origins and checks that they are in the form browsers send.
fn origins<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let origins = Vec::<String>::deserialize(deserializer)?;
    match origins.iter().find(|origin| !is_origin(origin)) {
        None => Ok(origins),
        Some(origin) => Err(D::Error::custom(format_args!(
            "{origin:?} is not an origin; expected a scheme, a host and optionally a port, such as \"https://app.example\""
        ))),
    }
}
