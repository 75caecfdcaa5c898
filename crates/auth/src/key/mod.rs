//! Signing and verification keys.

mod algorithm;
mod error;
mod jwk;
mod pem;
#[cfg(test)]
mod vectors;

pub use algorithm::Algorithm;
pub use error::KeyError;
pub(crate) use jwk::parse_jwk_set;

use std::fmt;

use jsonwebtoken::{DecodingKey, EncodingKey, crypto, jwk::Jwk};

use crate::Secret;

/// Key with an id and exactly one algorithm.
///
/// A token selects its key by id (`kid`), and the key determines the algorithm. A token whose `alg` differs is rejected
/// (RFC 8725, section 3.1).
///
/// # Example
///
/// ```
/// use isotype_auth::{Algorithm, Key, Secret};
///
/// let key = Key::hs256(&Secret::random()?);
/// assert_eq!(key.algorithm(), Algorithm::Hs256);
/// assert!(Key::from_pem(Algorithm::Es256, "-----BEGIN RSA PRIVATE KEY-----").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Key {
    id: String,
    algorithm: Algorithm,
    encoding_key: Option<EncodingKey>,
    decoding_key: DecodingKey,
    /// The public key; `None` for a secret.
    public_jwk: Option<Jwk>,
}

impl Key {
    /// Creates an HS256 key from a secret. Every server that can verify with it can also sign.
    ///
    /// The id is an HMAC keyed with the secret. It is the same on every server and reveals nothing about the secret.
    #[expect(clippy::expect_used, reason = "a `Secret` has at least 32 bytes")]
    pub fn hs256(secret: &Secret) -> Key {
        let encoding_key = EncodingKey::from_secret(secret.as_bytes()).expect("a secret is not empty");
        let decoding_key = DecodingKey::from_secret(secret.as_bytes()).expect("a secret is not empty");
        let id = crypto::sign(b"isotype key id", &encoding_key, jsonwebtoken::Algorithm::HS256).unwrap_or_default();
        let id = id.chars().take(11).collect();
        Key { id, algorithm: Algorithm::Hs256, encoding_key: Some(encoding_key), decoding_key, public_jwk: None }
    }

    /// Reads a PEM key. A private key signs and verifies; a public key only verifies.
    ///
    /// The id is the SHA-256 thumbprint of the key (RFC 7638).
    ///
    /// # Errors
    ///
    /// Returns [`KeyError::Pem`] if `pem` is not a key for `algorithm`, or [`KeyError::RsaKeySize`] if an RSA key has fewer than
    /// 2048 or more than 4096 bits.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_auth::{Algorithm, Key};
    ///
    /// let pem = include_str!("../../tests/keys/es256.private.pem");
    /// assert!(Key::from_pem(Algorithm::Es256, pem).is_ok());
    /// assert!(Key::from_pem(Algorithm::Es384, pem).is_err(), "wrong curve");
    /// assert!(Key::from_pem(Algorithm::Hs256, pem).is_err(), "HS256 needs a secret");
    /// ```
    pub fn from_pem(algorithm: Algorithm, pem: &str) -> Result<Key, KeyError> {
        pem::parse(algorithm, pem)
    }

    /// Reads a public key or a secret from a JWK (RFC 7517).
    ///
    /// The id is `kid`, or the SHA-256 thumbprint of the key (RFC 7638) if there is no `kid`. An RSA key without `alg`
    /// is used with RS256, the default of OpenID Connect.
    ///
    /// # Errors
    ///
    /// Returns [`KeyError`] if the JWK is malformed, not for signatures, of an unsupported algorithm, or too weak.
    /// Private keys are rejected as well: they are accepted only as PEM, so that nobody publishes one by mistake.
    pub fn from_jwk(json: &str) -> Result<Key, KeyError> {
        jwk::parse(json)
    }

    /// Sets the key's id.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Key {
        self.id = id.into();
        self
    }

    /// Returns the key's id, the `kid` of its tokens.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the key's algorithm.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Returns the public key as a JWK, or `None` for a secret.
    pub(crate) fn to_public_jwk(&self) -> Option<Jwk> {
        let mut jwk = self.public_jwk.clone()?;
        jwk.common.key_id = Some(self.id.clone());
        jwk.common.key_algorithm = Some(self.algorithm.inner().into());
        jwk.common.public_key_use = Some(jsonwebtoken::jwk::PublicKeyUse::Signature);
        Some(jwk)
    }

    /// Returns the private key or the secret, or `None` for a public key.
    pub(crate) fn encoding_key(&self) -> Option<&EncodingKey> {
        self.encoding_key.as_ref()
    }

    /// Returns `true` if `signature`, in base64url, is this key's signature of `message`.
    pub(crate) fn verify_signature(&self, message: &[u8], signature: &str) -> bool {
        crypto::verify(signature, message, &self.decoding_key, self.algorithm.inner()).unwrap_or(false)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({}, {:?}, …)", self.algorithm, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pem(name: &str) -> String {
        std::fs::read_to_string(format!("{}/tests/keys/{name}.pem", env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    fn sign(key: &Key) -> String {
        crypto::sign(b"message", key.encoding_key().unwrap(), key.algorithm().inner()).unwrap()
    }

    #[test]
    fn public_key_verifies_signatures_of_its_private_key() {
        for (algorithm, name) in [
            (Algorithm::Rs256, "rsa"),
            (Algorithm::Ps256, "rsa"),
            (Algorithm::Es256, "es256"),
            (Algorithm::Es384, "es384"),
            (Algorithm::EdDsa, "ed"),
        ] {
            let private = Key::from_pem(algorithm, &pem(&format!("{name}.private"))).unwrap();
            let public = Key::from_pem(algorithm, &pem(&format!("{name}.public"))).unwrap();
            assert_eq!(private.id(), public.id());
            assert!(private.encoding_key().is_some() && public.encoding_key().is_none());
            let signature = sign(&private);
            assert!(
                private.verify_signature(b"message", &signature) && public.verify_signature(b"message", &signature)
            );
            assert!(!public.verify_signature(b"another message", &signature));
            let jwk = serde_json::to_string(&private.to_public_jwk()).unwrap();
            let parsed = Key::from_jwk(&jwk).unwrap();
            assert_eq!((parsed.id(), parsed.algorithm()), (private.id(), algorithm));
            assert!(parsed.verify_signature(b"message", &signature) && !jwk.contains("\"d\""), "{jwk}");
        }
    }

    #[test]
    fn rejects_keys_of_another_algorithm() {
        for (algorithm, name) in [
            (Algorithm::Hs256, "rsa.public"),
            (Algorithm::Rs256, "es256.private"),
            (Algorithm::Es256, "es384.public"),
            (Algorithm::Es384, "es256.private"),
            (Algorithm::EdDsa, "es256.public"),
            (Algorithm::Es256, "ed.private"),
        ] {
            assert!(Key::from_pem(algorithm, &pem(name)).is_err(), "{algorithm} {name}");
        }
        let [pkcs1, pss] = [Algorithm::Rs256, Algorithm::Ps256]
            .map(|algorithm| Key::from_pem(algorithm, &pem("rsa.private")).unwrap());
        assert!(!pkcs1.verify_signature(b"message", &sign(&pss)) && !pss.verify_signature(b"message", &sign(&pkcs1)));
    }

    #[test]
    fn rejects_small_rsa_keys() {
        let error = Key::from_pem(Algorithm::Rs256, &pem("rsa-1024.private")).unwrap_err();
        assert_eq!(error.to_string(), "invalid RSA key size: expected 2048 to 4096 bits, found 1024");
    }

    #[test]
    fn secret_has_a_stable_short_id_and_no_public_jwk() {
        let secret = Secret::new("0123456789abcdef0123456789abcdef").unwrap();
        let key = Key::hs256(&secret);
        assert_eq!((key.id(), key.id().len()), (Key::hs256(&secret).id(), 11));
        assert_ne!(key.id(), Key::hs256(&Secret::random().unwrap()).id());
        assert!(key.to_public_jwk().is_none());
        assert_eq!(format!("{key:?}"), format!("Key(HS256, {:?}, …)", key.id()));
    }
}
