//! JSON Web Keys (RFC 7517).

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{
    DecodingKey, crypto,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, ThumbprintHash},
};
use serde::{Deserialize, de::IgnoredAny};
use serde_json::value::RawValue;

use super::{Algorithm, Key, KeyError, error::RSA_BITS};
use crate::{Secret, unique_members};

/// JWK parameters other than the key material.
#[derive(Deserialize)]
struct CommonParams {
    alg: Option<String>,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    key_ops: Option<Vec<String>>,
    /// Private part of an asymmetric key.
    d: Option<IgnoredAny>,
}

/// Parses a public key or a secret.
pub(super) fn parse(json: &str) -> Result<Key, KeyError> {
    let key = parse_without_private_check(json)?;
    match &key.public_jwk {
        None => Ok(key),
        Some(_) if common_params(json)?.d.is_some() => {
            Err(KeyError::Jwk("private keys are accepted as PEM only; use `Key::from_pem`"))
        }
        Some(_) => Ok(key),
    }
}

/// Parses the public keys of a published JWK set.
///
/// Skips keys that are malformed, unsupported or for another purpose (RFC 7517, section 5). Also skips secrets, since a
/// published secret is no longer secret.
pub(crate) fn parse_jwk_set(json: &[u8]) -> Result<Vec<Key>, KeyError> {
    #[derive(Deserialize)]
    struct Set<'a> {
        #[serde(borrow)]
        keys: Vec<&'a RawValue>,
    }
    let set: Set<'_> =
        serde_json::from_slice(json).map_err(|_| KeyError::Jwk("expected a JSON object with an array `keys`"))?;
    let keys = set.keys.into_iter().filter_map(|json| parse(json.get()).ok());
    Ok(keys.filter(|key| key.public_jwk.is_some()).collect())
}

fn common_params(json: &str) -> Result<CommonParams, KeyError> {
    unique_members::check_unique_members(json.as_bytes())
        .map_err(|_| KeyError::Jwk("expected a JSON object without duplicate members"))?;
    serde_json::from_str(json).map_err(|_| KeyError::Jwk("a member has the wrong type"))
}

fn parse_without_private_check(json: &str) -> Result<Key, KeyError> {
    let params = common_params(json)?;
    let signs = |operation: &String| ["sign", "verify"].contains(&operation.as_str());
    if params.purpose.is_some_and(|purpose| purpose != "sig")
        || params.key_ops.is_some_and(|operations| !operations.iter().any(signs))
    {
        return Err(KeyError::Jwk("`use` or `key_ops` does not allow signatures"));
    }
    let jwk: Jwk = serde_json::from_str(json).map_err(|_| KeyError::Jwk("a member has the wrong type"))?;
    let algorithm = algorithm(&jwk.algorithm, params.alg.as_deref())?;
    let key = match &jwk.algorithm {
        AlgorithmParameters::OctetKey(secret) => Key::hs256(&Secret::new(decode(&secret.value)?)?),
        _ => public_key(jwk, algorithm)?,
    };
    Ok(match params.kid {
        Some(id) => key.with_id(id),
        None => key,
    })
}

/// Returns the algorithm for the key material. `alg` only selects between the two RSA algorithms.
fn algorithm(material: &AlgorithmParameters, alg: Option<&str>) -> Result<Algorithm, KeyError> {
    let algorithm = match material {
        AlgorithmParameters::OctetKey(_) => Algorithm::Hs256,
        AlgorithmParameters::RSA(_) if alg == Some(Algorithm::Ps256.as_str()) => Algorithm::Ps256,
        AlgorithmParameters::RSA(_) => Algorithm::Rs256,
        AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P256 => Algorithm::Es256,
        AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P384 => Algorithm::Es384,
        AlgorithmParameters::OctetKeyPair(key) if key.curve == EllipticCurve::Ed25519 => Algorithm::EdDsa,
        _ => return Err(KeyError::Jwk("unsupported `kty` or `crv`")),
    };
    match alg {
        Some(name) if !algorithm.matches_name(name) => Err(KeyError::Jwk("`alg` is not supported for this `kty`")),
        _ => Ok(algorithm),
    }
}

/// Creates a public key after checking that it can verify signatures.
pub(super) fn public_key(jwk: Jwk, algorithm: Algorithm) -> Result<Key, KeyError> {
    match &jwk.algorithm {
        AlgorithmParameters::RSA(key) => {
            let bits = bit_length(&decode(&key.n)?);
            if !RSA_BITS.contains(&bits) {
                return Err(KeyError::RsaKeySize(bits));
            }
        }
        // jsonwebtoken would ignore everything after the first 32 bytes.
        AlgorithmParameters::OctetKeyPair(key) if decode(&key.x)?.len() != 32 => {
            return Err(KeyError::Jwk("expected an Ed25519 key of 32 bytes"));
        }
        _ => {}
    }
    let unusable = |_| KeyError::Jwk("the key material is invalid for its algorithm");
    let decoding_key = DecodingKey::from_jwk(&jwk).map_err(unusable)?;
    // `from_jwk` does not check that a point is on the curve; the first verification does.
    crypto::verify("", b"", &decoding_key, algorithm.inner()).map_err(unusable)?;
    let id = jwk.thumbprint(ThumbprintHash::SHA256).map_err(unusable)?;
    Ok(Key { id, algorithm, encoding_key: None, decoding_key, public_jwk: Some(jwk) })
}

fn decode(member: &str) -> Result<Vec<u8>, KeyError> {
    BASE64_URL_SAFE_NO_PAD.decode(member).map_err(|_| KeyError::Jwk("a member is not base64url"))
}

/// Returns the bit length of a big-endian number, ignoring leading zeros.
fn bit_length(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let first = number.get(zeros).map_or(0, |byte| byte.leading_zeros() as usize);
    (number.len() - zeros) * 8 - first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_error(json: &str) -> String {
        parse(json).unwrap_err().to_string()
    }

    #[test]
    fn reads_only_public_signature_keys_from_a_jwk_set() {
        let ed = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo""#;
        let set = format!(
            r#"{{"keys":[{ed},"kid":"a"}},{ed},"kid":"b","use":"enc"}},{ed},"kid":"c","key_ops":["verify"]}},
            {{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow","kid":"d"}},
            {{"kty":"new","kid":"e"}},{ed},"kid":"f","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}},{ed},"kid":"g","alg":"ES256"}},
            {ed},"kid":"h","alg":"Ed25519"}},7]}}"#
        );
        let ids: Vec<String> = parse_jwk_set(set.as_bytes()).unwrap().iter().map(|key| key.id().to_owned()).collect();
        assert_eq!(ids, ["a", "c", "h"]);
        assert!(parse_jwk_set(b"[]").is_err() && parse_jwk_set(b"<html>").is_err());
    }

    #[test]
    fn rejects_unusable_key_material() {
        for (json, reason) in [
            (r#"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#, "an Ed25519 key of 32 bytes"),
            (r#"{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}"#, "the key material is invalid"),
            (r#"{"kty":"EC","crv":"P-521","x":"AAAA","y":"AAAA"}"#, "unsupported `kty` or `crv`"),
            (r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#, "bits, found 17"),
            (r#"{"kty":"oct","k":"AAAA"}"#, "expected at least 32 bytes"),
            (r#"{"kty":"oct","kty":"RSA"}"#, "without duplicate members"),
            ("{}", "unsupported `kty` or `crv`"),
            ("[]", "expected a JSON object"),
        ] {
            assert!(parse_error(json).contains(reason), "{json}: {}", parse_error(json));
        }
    }

    #[test]
    fn bit_length_ignores_leading_zeros() {
        assert_eq!([bit_length(&[]), bit_length(&[0, 0]), bit_length(&[0, 1]), bit_length(&[0x80, 0])], [0, 0, 1, 16]);
    }
}
