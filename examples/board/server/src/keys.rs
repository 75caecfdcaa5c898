//! The keys that sign access tokens: files that can change while the board serves.

use std::{fs, io, path::PathBuf};

use axum::{Router, http::header, routing::get};
use isotype::auth::{Algorithm, Key, KeyError, Keys, Secret};

/// Why a file's key was not taken.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read.
    #[error("the key file {0} cannot be read: {1}")]
    Read(PathBuf, #[source] io::Error),
    /// It is of no kind that is known.
    #[error("the key file {0} holds no private or public key of Ed25519, P-256, P-384 or RSA as PEM")]
    UnsupportedKey(PathBuf),
    /// Two are the same.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// Where the keys come from. Where there are no files, the secret is the key.
#[derive(Clone, Debug)]
pub struct KeyFiles {
    files: Vec<PathBuf>,
    secret: Secret,
}

impl KeyFiles {
    /// The first signs, all verify.
    pub fn new(files: &[PathBuf], secret: &Secret) -> KeyFiles {
        KeyFiles { files: files.to_vec(), secret: secret.clone() }
    }

    /// Reads them.
    ///
    /// # Errors
    ///
    /// When a file is no key.
    pub fn read(&self) -> Result<Vec<Key>, KeyFileError> {
        if self.files.is_empty() {
            return Ok(vec![Key::hs256(&self.secret)]);
        }
        let read = |file: &PathBuf| {
            let pem = fs::read_to_string(file).map_err(|error| KeyFileError::Read(file.clone(), error))?;
            let kinds = [Algorithm::EdDsa, Algorithm::Es256, Algorithm::Es384, Algorithm::Ps256];
            let key = kinds.into_iter().find_map(|kind| Key::from_pem(kind, &pem).ok());
            key.ok_or_else(|| KeyFileError::UnsupportedKey(file.clone()))
        };
        self.files.iter().map(read).collect()
    }

    /// Reads them anew whenever the process gets `SIGHUP`; a file that is wrong changes nothing.
    pub async fn reload_on_sighup(self, keys: Keys) {
        #[cfg(unix)]
        if let Ok(mut hangups) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()) {
            while hangups.recv().await.is_some() {
                match self.read().and_then(|read| Ok(keys.replace(read)?)) {
                    Ok(()) => tracing::info!(?keys, "the keys were read anew"),
                    Err(error) => tracing::error!(%error, "the keys stay as they were"),
                }
            }
        }
    }
}

/// What others need to verify the board's tokens (RFC 7517, section 5).
pub(crate) fn jwks_route(keys: Keys) -> Router {
    let serve = move || async move {
        let headers =
            [(header::CONTENT_TYPE, "application/jwk-set+json"), (header::CACHE_CONTROL, "public, max-age=300")];
        (headers, serde_json::to_string(&keys.jwks()).unwrap_or_default())
    };
    Router::new().route("/.well-known/jwks.json", get(serve))
}
