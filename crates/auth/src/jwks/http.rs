//! HTTPS fetcher for JWK sets.

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

/// Timeout for a single fetch.
const FETCH_TIMEOUT: Duration = Duration::from_secs(5);

/// Maximum length of a JWK set, in bytes.
const MAX_BODY_LEN: usize = 256 * 1024;

/// Error returned by [`JwksClient::from_url`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JwksUrlError {
    /// The URL is malformed or does not use HTTPS. Plain HTTP is allowed only for loopback hosts.
    #[error("invalid JWKS URL {0:?}: expected https://, or http:// to a loopback host")]
    NotHttps(String),
    /// Creating the HTTP client failed, for example because no root certificates were found.
    #[error("cannot create the HTTP client for JWKS: {0}")]
    Client(String),
}

impl JwksClient {
    /// Creates a client that fetches keys from a URL, such as an issuer's `jwks_uri`.
    ///
    /// It verifies certificates against the operating system's root certificates, does not follow redirects, and gives
    /// up after 5 seconds or 256 KiB.
    ///
    /// # Errors
    ///
    /// Returns [`JwksUrlError::NotHttps`] if the URL is malformed, or does not use HTTPS and its host is not loopback.
    /// Returns [`JwksUrlError::Client`] if no root certificates are found.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_auth::JwksClient;
    ///
    /// assert!(JwksClient::from_url("https://id.example/.well-known/jwks.json").is_ok());
    /// assert!(JwksClient::from_url("http://id.example/.well-known/jwks.json").is_err());
    /// ```
    pub fn from_url(url: &str) -> Result<JwksClient, JwksUrlError> {
        let uri: Option<Uri> = url.parse().ok().filter(is_https_or_loopback);
        let uri = uri.ok_or_else(|| JwksUrlError::NotHttps(url.to_owned()))?;
        let client = http_client().map_err(|error| JwksUrlError::Client(error.to_string()))?;
        Ok(JwksClient::new(move || {
            let response = get(client.clone(), uri.clone());
            async move { timeout(FETCH_TIMEOUT, response).await? }
        }))
    }
}

fn is_https_or_loopback(uri: &Uri) -> bool {
    let is_loopback = matches!(uri.host(), Some("localhost" | "127.0.0.1" | "[::1]"));
    uri.scheme_str() == Some("https") || (uri.scheme_str() == Some("http") && is_loopback)
}

type HttpClient = Client<HttpsConnector<HttpConnector>, Empty<&'static [u8]>>;

fn http_client() -> Result<HttpClient, rustls::Error> {
    // An explicit provider, since the process-wide default is the application's choice.
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    let connector = HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_http1().build();
    Ok(Client::builder(TokioExecutor::new()).build(connector))
}

async fn get(client: HttpClient, uri: Uri) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let accepted = "application/jwk-set+json, application/json";
    let request = Request::get(uri).header(ACCEPT, accepted).body(Empty::new())?;
    let response = client.request(request).await?;
    if response.status() != StatusCode::OK {
        return Err(format!("unexpected status {}: expected 200 OK", response.status()).into());
    }
    Ok(Limited::new(response.into_body(), MAX_BODY_LEN).collect().await?.to_bytes().to_vec())
}
