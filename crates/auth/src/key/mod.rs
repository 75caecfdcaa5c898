//! One key, and what it can be made of.

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

/// A key with the one algorithm that it is for, and an id.
///
/// A token names a key by its id (`kid`), and the key decides on the algorithm: what the token says of it has to agree, and
/// chooses nothing (RFC 8725, section 3.1).
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
    /// What others may know of it: nothing, of a secret.
    public_jwk: Option<Jwk>,
}

impl Key {
    /// A secret: who can verify can sign.
    ///
    /// Its id is made from the secret, by HMAC, so that the same secret has the same id everywhere and the id says nothing of it.
    pub fn hs256(secret: &Secret) -> Key {
        let (sign, verify) = (EncodingKey::from_secret(secret.as_bytes()), DecodingKey::from_secret(secret.as_bytes()));
        let id = crypto::sign(b"isotype key id", &sign, jsonwebtoken::Algorithm::HS256).unwrap_or_default();
        let id = id.chars().take(11).collect();
        Key { id, algorithm: Algorithm::Hs256, encoding_key: Some(sign), decoding_key: verify, public_jwk: None }
    }

    /// A private key, which signs and verifies, or a public one, which verifies. Its id is its thumbprint (RFC 7638).
    ///
    /// # Errors
    ///
    /// When the PEM is of no such key, or of an RSA key of fewer than 2048 or more than 4096 bits.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_auth::{Algorithm, Key};
    ///
    /// let pem = include_str!("../../tests/keys/es256.private.pem");
    /// assert!(Key::from_pem(Algorithm::Es256, pem).is_ok());
    /// assert!(Key::from_pem(Algorithm::Es384, pem).is_err(), "another curve");
    /// assert!(Key::from_pem(Algorithm::Hs256, pem).is_err(), "a public key is no secret");
    /// ```
    pub fn from_pem(algorithm: Algorithm, pem: &str) -> Result<Key, KeyError> {
        pem::parse(algorithm, pem)
    }

    /// A public key or a secret as a JWK (RFC 7517). Where it has no `kid`, its id is its thumbprint (RFC 7638).
    ///
    /// An RSA key that does not say its `alg` is for RS256, which is what OpenID Connect takes where nothing is said.
    ///
    /// # Errors
    ///
    /// When it does not decode, is for something else than signatures or for an unknown algorithm, or is a private key: that is taken as
    /// PEM only, so that none is published unseen.
    pub fn from_jwk(json: &str) -> Result<Key, KeyError> {
        jwk::parse(json)
    }

    /// The same key by another id.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Key {
        self.id = id.into();
        self
    }

    /// By what tokens name it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// By what it signs and verifies.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// What others need to verify what it signs; of a secret there is nothing to give.
    pub(crate) fn to_public_jwk(&self) -> Option<Jwk> {
        let mut jwk = self.public_jwk.clone()?;
        jwk.common.key_id = Some(self.id.clone());
        jwk.common.key_algorithm = Some(self.algorithm.inner().into());
        jwk.common.public_key_use = Some(jsonwebtoken::jwk::PublicKeyUse::Signature);
        Some(jwk)
    }

    /// The half that signs, where it is here.
    pub(crate) fn encoding_key(&self) -> Option<&EncodingKey> {
        self.encoding_key.as_ref()
    }

    /// Whether the signature, in base64url, is of this message and by this key.
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

    fn signed(key: &Key) -> String {
        crypto::sign(b"message", key.encoding_key().unwrap(), key.algorithm().inner()).unwrap()
    }

    #[test]
    fn both_halves_have_one_id_and_fit_together() {
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
            let signature = signed(&private);
            assert!(
                private.verify_signature(b"message", &signature) && public.verify_signature(b"message", &signature)
            );
            assert!(!public.verify_signature(b"another", &signature));
            let jwk = serde_json::to_string(&private.to_public_jwk()).unwrap();
            let read = Key::from_jwk(&jwk).unwrap();
            assert_eq!((read.id(), read.algorithm()), (private.id(), algorithm));
            assert!(read.verify_signature(b"message", &signature) && !jwk.contains("\"d\""), "{jwk}");
        }
    }

    #[test]
    fn a_key_is_for_one_algorithm() {
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
        let (plain, pss) = (Algorithm::Rs256, Algorithm::Ps256);
        let [plain, pss] = [plain, pss].map(|algorithm| Key::from_pem(algorithm, &pem("rsa.private")).unwrap());
        assert!(
            !plain.verify_signature(b"message", &signed(&pss)) && !pss.verify_signature(b"message", &signed(&plain))
        );
    }

    #[test]
    fn a_small_rsa_key_is_refused() {
        let error = Key::from_pem(Algorithm::Rs256, &pem("rsa-1024.private")).unwrap_err();
        assert_eq!(error.to_string(), "an RSA key has 2048 to 4096 bits, and this one 1024");
    }

    #[test]
    fn the_id_of_a_secret_does_not_tell_it() {
        let secret = Secret::new("0123456789abcdef0123456789abcdef").unwrap();
        let key = Key::hs256(&secret);
        assert_eq!((key.id(), key.id().len()), (Key::hs256(&secret).id(), 11));
        assert_ne!(key.id(), Key::hs256(&Secret::random().unwrap()).id());
        assert!(key.to_public_jwk().is_none());
        assert_eq!(format!("{key:?}"), format!("Key(HS256, {:?}, …)", key.id()));
    }
}
