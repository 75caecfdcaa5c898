//! Fetching keys by HTTPS.

use std::{sync::Arc, time::Duration};

use http::{Request, StatusCode, Uri, header::ACCEPT};
use http_body_util::{BodyExt, Empty, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use rustls::{ClientConfig, crypto::ring};
use rustls_platform_verifier::BuilderVerifierExt;
use tokio::time::timeout;

use super::JwksClient;

/// How long the issuer may take.
const FETCH_TIMEOUT: Duration = Duration::from_secs(5);

/// The largest set of keys that is read, in bytes.
const MAX_BODY_LEN: usize = 256 * 1024;

/// Why keys cannot be fetched from an address.
#[derive(Debug, thiserror::Error)]
pub enum JwksUrlError {
    /// Who stands between could put keys of its own in their place.
    #[error("keys are fetched by https://, from another machine at least: {0}")]
    NotHttps(String),
    /// There is no HTTP client to be had.
    #[error("no HTTP client can be made: {0}")]
    Client(String),
}

impl JwksClient {
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
    pub fn from_url(address: &str) -> Result<JwksClient, JwksUrlError> {
        let uri: Option<Uri> = address.parse().ok().filter(is_https_or_loopback);
        let uri = uri.ok_or_else(|| JwksUrlError::NotHttps(address.to_owned()))?;
        let fetcher = http_client().map_err(|error| JwksUrlError::Client(error.to_string()))?;
        Ok(JwksClient::new(move || {
            let fetched = get(fetcher.clone(), uri.clone());
            async move { timeout(FETCH_TIMEOUT, fetched).await? }
        }))
    }
}

fn is_https_or_loopback(uri: &Uri) -> bool {
    let is_here = matches!(uri.host(), Some("localhost" | "127.0.0.1" | "[::1]"));
    uri.scheme_str() == Some("https") || (uri.scheme_str() == Some("http") && is_here)
}

type HttpClient = Client<HttpsConnector<HttpConnector>, Empty<&'static [u8]>>;

fn http_client() -> Result<HttpClient, rustls::Error> {
    // By name: what a process takes when nothing is said is not this crate's to choose.
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    let connector = HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_http1().build();
    Ok(Client::builder(TokioExecutor::new()).build(connector))
}

async fn get(fetcher: HttpClient, uri: Uri) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let accepted = "application/jwk-set+json, application/json";
    let request = Request::get(uri).header(ACCEPT, accepted).body(Empty::new())?;
    let response = fetcher.request(request).await?;
    if response.status() != StatusCode::OK {
        return Err(format!("the issuer answered {}", response.status()).into());
    }
    Ok(Limited::new(response.into_body(), MAX_BODY_LEN).collect().await?.to_bytes().to_vec())
}
