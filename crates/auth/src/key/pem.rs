//! Keys in files of text (RFC 7468).

use jsonwebtoken::{DecodingKey, EncodingKey, errors::Error, jwk::Jwk};

use super::{Algorithm, Key, KeyError, jwk};

/// A private or a public key.
pub(super) fn parse(algorithm: Algorithm, pem: &str) -> Result<Key, KeyError> {
    let refused = |error| KeyError::Pem(algorithm, Some(error));
    let (sign, public) = match pem.contains("PRIVATE KEY-----") {
        true => {
            let key = private(algorithm, pem)?.map_err(refused)?;
            let public = Jwk::from_encoding_key(&key, algorithm.inner()).map_err(refused)?;
            (Some(key), public)
        }
        false => {
            let key = public(algorithm, pem)?.map_err(refused)?;
            (None, Jwk::from_decoding_key(&key, None).map_err(refused)?)
        }
    };
    // Whatever it was made of, a key is checked as a JWK.
    Ok(Key { encoding_key: sign, ..jwk::public_key(public, algorithm)? })
}

fn private(algorithm: Algorithm, pem: &str) -> Result<Result<EncodingKey, Error>, KeyError> {
    match algorithm {
        Algorithm::Hs256 => Err(KeyError::Pem(algorithm, None)),
        Algorithm::Rs256 | Algorithm::Ps256 => Ok(EncodingKey::from_rsa_pem(pem.as_bytes())),
        Algorithm::Es256 | Algorithm::Es384 => Ok(EncodingKey::from_ec_pem(pem.as_bytes())),
        Algorithm::EdDsa => Ok(EncodingKey::from_ed_pem(pem.as_bytes())),
    }
}

fn public(algorithm: Algorithm, pem: &str) -> Result<Result<DecodingKey, Error>, KeyError> {
    match algorithm {
        Algorithm::Hs256 => Err(KeyError::Pem(algorithm, None)),
        Algorithm::Rs256 | Algorithm::Ps256 => Ok(DecodingKey::from_rsa_pem(pem.as_bytes())),
        Algorithm::Es256 | Algorithm::Es384 => Ok(DecodingKey::from_ec_pem(pem.as_bytes())),
        Algorithm::EdDsa => Ok(DecodingKey::from_ed_pem(pem.as_bytes())),
    }
}
