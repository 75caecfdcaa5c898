//! Fetching keys by HTTPS.

use std::{sync::Arc, time::Duration};

use reqwest::{Client, Url, redirect::Policy};
use rustls::{ClientConfig, crypto::ring};
use rustls_platform_verifier::BuilderVerifierExt;

use super::RemoteKeys;

/// How long the issuer may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The largest set of keys that is read, in bytes.
const LARGEST: usize = 256 * 1024;

/// Why keys cannot be fetched from an address.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    /// Who stands between could put keys of its own in their place.
    #[error("keys are fetched by https://, from another machine at least: {0}")]
    Plain(String),
    /// There is no HTTP client to be had.
    #[error("no HTTP client can be made: {0}")]
    Client(String),
}

impl RemoteKeys {
    /// The keys at an address, such as the `jwks_uri` of an issuer. Certificates are judged by the operating system's roots; redirections
    /// are not followed.
    ///
    /// # Errors
    ///
    /// When it is not of HTTPS and of another machine, or no certificate roots are found.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_auth::RemoteKeys;
    ///
    /// assert!(RemoteKeys::at("https://id.example/.well-known/jwks.json").is_ok());
    /// assert!(RemoteKeys::at("http://id.example/.well-known/jwks.json").is_err());
    /// ```
    pub fn at(address: &str) -> Result<RemoteKeys, AddressError> {
        let url = Url::parse(address).ok().filter(is_safe).ok_or_else(|| AddressError::Plain(address.to_owned()))?;
        let client = client().map_err(|error| AddressError::Client(error.to_string()))?;
        Ok(RemoteKeys::new(move || get(client.clone(), url.clone())))
    }
}

fn is_safe(url: &Url) -> bool {
    let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "https" || (url.scheme() == "http" && is_here)
}

fn client() -> Result<Client, Box<dyn std::error::Error>> {
    // By name: what a process takes when nothing is said is not this crate's to choose.
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    Ok(Client::builder().tls_backend_preconfigured(tls).redirect(Policy::none()).timeout(PATIENCE).build()?)
}

async fn get(client: Client, url: Url) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let mut response = client.get(url).header("accept", "application/jwk-set+json, application/json").send().await?;
    if response.status() != 200 {
        return Err(format!("the issuer answered {}", response.status()).into());
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > LARGEST {
            return Err(format!("the keys take more than {LARGEST} bytes").into());
        }
    }
    Ok(body)
}
