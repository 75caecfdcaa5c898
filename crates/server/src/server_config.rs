//! The settings of a server, with sound defaults.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    str::FromStr,
    time::Duration,
};

use isotype_axum::{Limits, is_origin};
use isotype_observe::Telemetry;
use serde::{Deserialize, Deserializer, de::Error};

use crate::Lines;

/// How to serve. Times are in seconds.
///
/// # Example
///
/// ```toml
/// host = "0.0.0.0"
/// port = 4200
/// https = true                          # behind a proxy that speaks HTTPS
/// origins = ["https://app.example"]     # whose pages may call, with their visitors' cookies
/// metrics = "127.0.0.1:9464"            # where `/metrics` is
/// log = "info,board=debug"
/// log_lines = "json"
/// notice = 5                            # so long a balancer may take to notice that this server stops
///
/// [limits]
/// body = 65536
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ServerConfig {
    /// The address to listen on. Default: this machine only.
    #[serde(deserialize_with = "host")]
    pub host: IpAddr,
    /// The port; 0 takes a free one. Default: 4200.
    pub port: u16,
    /// Whether clients come by HTTPS, through a proxy that ends it: their browsers are then told never to come without. Default: off.
    pub https: bool,
    /// The other sites whose pages may call, and may use their visitors' cookies. Default: none.
    #[serde(deserialize_with = "origins")]
    pub allowed_origins: Vec<String>,
    /// Where `/metrics` and `/health` are served for those who run this server: a listener of its own. Default: nowhere.
    #[serde(deserialize_with = "listener")]
    pub metrics_address: Option<SocketAddr>,
    /// What is logged: a level, and others for parts of the program. Default: `info`.
    #[serde(deserialize_with = "filter")]
    pub log: String,
    /// How the lines of the log look. Default: text where a person looks on, JSON elsewhere.
    pub log_format: Lines,
    /// Whether answers are compressed. Default: on.
    pub compression: bool,
    /// The most connections at a time; more wait. Default: 10,000.
    #[serde(deserialize_with = "at_least_one")]
    pub max_connections: usize,
    /// How long a connection may take to send the head of a request, and be idle before it. Default: 30.
    pub header_read_timeout: u32,
    /// How long it serves on while it says that it is about to stop. Default: 0.
    pub drain_delay: u32,
    /// How long calls under way may hold up the end. Default: 10.
    pub shutdown_timeout: u32,
    /// What a client may ask for at most: each has a setting of its own, such as `limits.body`.
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
            log_format: Lines::default(),
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
    /// The address to listen on.
    pub fn address(&self) -> SocketAddr {
        SocketAddr::new(self.host, self.port)
    }

    pub(crate) fn seconds(of: u32) -> Duration {
        Duration::from_secs(of.into())
    }
}

fn host<'de, D: Deserializer<'de>>(deserializer: D) -> Result<IpAddr, D::Error> {
    parse_string(
        deserializer,
        "has to be an address by its number: 127.0.0.1 for this machine only, 0.0.0.0 or :: for all others too",
    )
}

fn listener<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SocketAddr>, D::Error> {
    parse_string(deserializer, "has to be an address and a port, such as 127.0.0.1:9464").map(Some)
}

/// What a text stands for.
fn parse_string<'de, D: Deserializer<'de>, T: FromStr>(deserializer: D, allowed: &str) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer).ok();
    text.and_then(|text| text.parse().ok()).ok_or_else(|| D::Error::custom(allowed))
}

fn filter<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let filter = String::deserialize(deserializer)?;
    Telemetry::new("").filter(&filter).check_filter().map_err(D::Error::custom)?;
    Ok(filter)
}

fn at_least_one<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    match usize::deserialize(deserializer)? {
        0 => Err(D::Error::custom("has to be at least 1")),
        number => Ok(number),
    }
}

/// The origins of sites, as browsers write them.
fn origins<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let origins = Vec::<String>::deserialize(deserializer)?;
    match origins.iter().find(|origin| !is_origin(origin)) {
        None => Ok(origins),
        Some(origin) => Err(D::Error::custom(format_args!(
            "{origin:?} is not of the form \"https://app.example\": scheme, host, and port where it is unusual"
        ))),
    }
}
