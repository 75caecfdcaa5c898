//! PEM keys (RFC 7468).

use jsonwebtoken::{DecodingKey, EncodingKey, errors::Error, jwk::Jwk};

use super::{Algorithm, Key, KeyError, jwk};

/// Parses a private or public key.
pub(super) fn parse(algorithm: Algorithm, pem: &str) -> Result<Key, KeyError> {
    let invalid = |error| KeyError::Pem(algorithm, Some(error));
    let (encoding_key, public_jwk) = match pem.contains("PRIVATE KEY-----") {
        true => {
            let key = parse_private_key(algorithm, pem)?.map_err(invalid)?;
            let jwk = Jwk::from_encoding_key(&key, algorithm.inner()).map_err(invalid)?;
            (Some(key), jwk)
        }
        false => {
            let key = parse_public_key(algorithm, pem)?.map_err(invalid)?;
            (None, Jwk::from_decoding_key(&key, None).map_err(invalid)?)
        }
    };
    // `jwk` checks the key material for both formats.
    Ok(Key { encoding_key, ..jwk::public_key(public_jwk, algorithm)? })
}

fn parse_private_key(algorithm: Algorithm, pem: &str) -> Result<Result<EncodingKey, Error>, KeyError> {
    match algorithm {
        Algorithm::Hs256 => Err(KeyError::Pem(algorithm, None)),
        Algorithm::Rs256 | Algorithm::Ps256 => Ok(EncodingKey::from_rsa_pem(pem.as_bytes())),
        Algorithm::Es256 | Algorithm::Es384 => Ok(EncodingKey::from_ec_pem(pem.as_bytes())),
        Algorithm::EdDsa => Ok(EncodingKey::from_ed_pem(pem.as_bytes())),
    }
}

fn parse_public_key(algorithm: Algorithm, pem: &str) -> Result<Result<DecodingKey, Error>, KeyError> {
    match algorithm {
        Algorithm::Hs256 => Err(KeyError::Pem(algorithm, None)),
        Algorithm::Rs256 | Algorithm::Ps256 => Ok(DecodingKey::from_rsa_pem(pem.as_bytes())),
        Algorithm::Es256 | Algorithm::Es384 => Ok(DecodingKey::from_ec_pem(pem.as_bytes())),
        Algorithm::EdDsa => Ok(DecodingKey::from_ed_pem(pem.as_bytes())),
    }
}
