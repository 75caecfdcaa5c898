//! Tokens as no library would make them.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use isotype_auth::{Algorithm, Jwt, Key, Secret};
use jsonwebtoken::{EncodingKey, crypto::sign};
use serde_json::{Value, json};

pub(crate) const SECRET: &str = "0123456789abcdef0123456789abcdef";
pub(crate) const RSA: &str = include_str!("../keys/rsa.private.pem");
pub(crate) const RSA_PUBLIC: &str = include_str!("../keys/rsa.public.pem");
pub(crate) const ES: &str = include_str!("../keys/es256.private.pem");
pub(crate) const ED: &str = include_str!("../keys/ed.private.pem");

pub(crate) fn secret() -> Secret {
    Secret::new(SECRET).unwrap()
}

pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// Good claims, but for what is said here.
pub(crate) fn claims(other: Value) -> String {
    let mut claims = json!({"sub": "ann", "exp": now() + 600});
    claims.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    claims.to_string()
}

pub(crate) fn part(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// A token signed by the secret with HMAC-SHA-256, whatever its header says.
pub(crate) fn token(header: impl AsRef<[u8]>, claims: impl AsRef<[u8]>) -> String {
    by_hmac(SECRET.as_bytes(), header, claims)
}

pub(crate) fn by_hmac(secret: &[u8], header: impl AsRef<[u8]>, claims: impl AsRef<[u8]>) -> String {
    signed(jsonwebtoken::Algorithm::HS256, &EncodingKey::from_secret(secret), header, claims)
}

pub(crate) fn signed(
    algorithm: jsonwebtoken::Algorithm,
    key: &EncodingKey,
    header: impl AsRef<[u8]>,
    claims: impl AsRef<[u8]>,
) -> String {
    let message = format!("{}.{}", part(header), part(claims));
    let signature = sign(message.as_bytes(), key, algorithm).unwrap();
    format!("{message}.{signature}")
}

/// What takes tokens signed by the secret.
pub(crate) fn by_secret() -> Jwt<Value> {
    Jwt::hs256(&secret())
}

pub(crate) fn by_key(algorithm: Algorithm, pem: &str) -> Jwt<Value> {
    Jwt::new(Key::from_pem(algorithm, pem).unwrap())
}
