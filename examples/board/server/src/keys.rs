//! Keys of access tokens, reloaded from files without a restart.

use std::{fs, io, path::PathBuf};

use axum::{Router, http::header, routing::get};
use isotype::auth::{Algorithm, Key, KeyError, Keys, Secret};

/// Error of loading the key files.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// Unreadable file.
    #[error("cannot read key file {0}: {1}")]
    Read(PathBuf, #[source] io::Error),
    /// File without a supported key.
    #[error("unsupported key file {0}: expected a private or public key in PEM (Ed25519, P-256, P-384 or RSA)")]
    UnsupportedKey(PathBuf),
    /// Unusable set of keys, such as one with a duplicate.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// Files that contain the keys. Without files, the secret is the only key.
#[derive(Clone, Debug)]
pub struct KeyFiles {
    files: Vec<PathBuf>,
    secret: Secret,
}

impl KeyFiles {
    /// Creates the list of files. The key of the first file signs, all keys verify.
    pub fn new(files: &[PathBuf], secret: &Secret) -> KeyFiles {
        KeyFiles { files: files.to_vec(), secret: secret.clone() }
    }

    /// Reads the keys.
    ///
    /// # Errors
    ///
    /// Returns [`KeyFileError`] if a file cannot be read or contains no supported key.
    pub fn read(&self) -> Result<Vec<Key>, KeyFileError> {
        if self.files.is_empty() {
            return Ok(vec![Key::hs256(&self.secret)]);
        }
        let read = |file: &PathBuf| {
            let pem = fs::read_to_string(file).map_err(|error| KeyFileError::Read(file.clone(), error))?;
            let algorithms = [Algorithm::EdDsa, Algorithm::Es256, Algorithm::Es384, Algorithm::Ps256];
            let key = algorithms.into_iter().find_map(|algorithm| Key::from_pem(algorithm, &pem).ok());
            key.ok_or_else(|| KeyFileError::UnsupportedKey(file.clone()))
        };
        self.files.iter().map(read).collect()
    }

    /// Reloads the keys on each `SIGHUP`. If a file is invalid, logs an error and keeps the current keys.
    pub async fn reload_on_sighup(self, keys: Keys) {
        #[cfg(unix)]
        if let Ok(mut hangups) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()) {
            while hangups.recv().await.is_some() {
                match self.read().and_then(|read| Ok(keys.replace(read)?)) {
                    Ok(()) => tracing::info!(?keys, "keys reloaded"),
                    Err(error) => tracing::error!(%error, "cannot reload keys; keeping the current ones"),
                }
            }
        }
    }
}

/// Returns the route of the JSON Web Key Set ([RFC 7517, section 5](https://www.rfc-editor.org/rfc/rfc7517#section-5)).
///
/// Other services verify the board's tokens with it.
pub(crate) fn jwks_route(keys: Keys) -> Router {
    let serve = move || async move {
        let headers =
            [(header::CONTENT_TYPE, "application/jwk-set+json"), (header::CACHE_CONTROL, "public, max-age=300")];
        (headers, serde_json::to_string(&keys.jwks()).unwrap_or_default())
    };
    Router::new().route("/.well-known/jwks.json", get(serve))
}
