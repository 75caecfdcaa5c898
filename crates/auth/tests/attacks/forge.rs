//! Helpers that forge tokens.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use isotype_auth::{Algorithm, Jwt, Key, Secret};
use jsonwebtoken::{EncodingKey, crypto};
use serde_json::{Value, json};
use sha2::Sha256;

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

/// Returns valid claims, extended or overwritten by `overrides`.
pub(crate) fn claims(overrides: Value) -> String {
    let mut claims = json!({"sub": "ann", "exp": now() + 600});
    claims.as_object_mut().unwrap().extend(overrides.as_object().unwrap().clone());
    claims.to_string()
}

pub(crate) fn base64url(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Signs a token with the test secret and HMAC-SHA-256, regardless of its header.
pub(crate) fn sign(header: impl AsRef<[u8]>, claims: impl AsRef<[u8]>) -> String {
    sign_hs256(SECRET.as_bytes(), header, claims)
}

/// Signs a token with HMAC-SHA-256. Unlike jsonwebtoken, accepts an empty secret.
pub(crate) fn sign_hs256(secret: &[u8], header: impl AsRef<[u8]>, claims: impl AsRef<[u8]>) -> String {
    let signing_input = format!("{}.{}", base64url(header), base64url(claims));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
    mac.update(signing_input.as_bytes());
    format!("{signing_input}.{}", base64url(mac.finalize().into_bytes()))
}

pub(crate) fn sign_with(
    algorithm: jsonwebtoken::Algorithm,
    key: &EncodingKey,
    header: impl AsRef<[u8]>,
    claims: impl AsRef<[u8]>,
) -> String {
    let signing_input = format!("{}.{}", base64url(header), base64url(claims));
    let signature = crypto::sign(signing_input.as_bytes(), key, algorithm).unwrap();
    format!("{signing_input}.{signature}")
}

/// Returns a verifier for tokens signed with the test secret.
pub(crate) fn secret_verifier() -> Jwt<Value> {
    Jwt::hs256(&secret())
}

pub(crate) fn key_verifier(algorithm: Algorithm, pem: &str) -> Jwt<Value> {
    Jwt::new(Key::from_pem(algorithm, pem).unwrap())
}
