//! Keys as JSON (RFC 7517): what they say of themselves, and whether it is so.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{
    DecodingKey, crypto,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, ThumbprintHash},
};
use serde::{Deserialize, de::IgnoredAny};
use serde_json::value::RawValue;

use super::{Algorithm, Key, KeyError, error::RSA_BITS};
use crate::{Secret, token::unique_members};

/// What a JWK says beside its material.
#[derive(Deserialize)]
struct CommonParams {
    alg: Option<String>,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    key_ops: Option<Vec<String>>,
    /// What only private keys have.
    d: Option<IgnoredAny>,
}

/// One key.
pub(super) fn parse(json: &str) -> Result<Key, KeyError> {
    let key = key(json)?;
    match &key.public_jwk {
        None => Ok(key),
        Some(_) if common_params(json)?.d.is_some() => {
            Err(KeyError::Jwk("it is private, and private keys are taken as PEM"))
        }
        Some(_) => Ok(key),
    }
}

/// The public keys of a set that somebody has published. What is not understood, or for something else, is passed over
/// (RFC 7517, section 5), and so is a secret: what is published is none.
pub(crate) fn parse_jwk_set(json: &[u8]) -> Result<Vec<Key>, KeyError> {
    #[derive(Deserialize)]
    struct Set<'a> {
        #[serde(borrow)]
        keys: Vec<&'a RawValue>,
    }
    let set: Set<'_> = serde_json::from_slice(json).map_err(|_| KeyError::Jwk("it is no set of keys"))?;
    let keys = set.keys.into_iter().filter_map(|json| parse(json.get()).ok());
    Ok(keys.filter(|key| key.public_jwk.is_some()).collect())
}

fn common_params(json: &str) -> Result<CommonParams, KeyError> {
    unique_members::check_unique_members(json.as_bytes())
        .map_err(|_| KeyError::Jwk("it is no JSON object, or has a member twice"))?;
    serde_json::from_str(json).map_err(|_| KeyError::Jwk("a member is not of its type"))
}

fn key(json: &str) -> Result<Key, KeyError> {
    let said = common_params(json)?;
    let signs = |operation: &String| ["sign", "verify"].contains(&operation.as_str());
    if said.purpose.is_some_and(|purpose| purpose != "sig") || said.key_ops.is_some_and(|all| !all.iter().any(signs)) {
        return Err(KeyError::Jwk("it is not for signatures"));
    }
    let jwk: Jwk = serde_json::from_str(json).map_err(|_| KeyError::Jwk("a member is not of its type"))?;
    let algorithm = algorithm(&jwk.algorithm, said.alg.as_deref())?;
    let key = match &jwk.algorithm {
        AlgorithmParameters::OctetKey(secret) => Key::hs256(&Secret::new(bytes(&secret.value)?)?),
        _ => public_key(jwk, algorithm)?,
    };
    Ok(match said.kid {
        Some(id) => key.with_id(id),
        None => key,
    })
}

/// The algorithm that the material is for; what is said beside it may only choose between those of RSA.
fn algorithm(material: &AlgorithmParameters, said: Option<&str>) -> Result<Algorithm, KeyError> {
    let algorithm = match material {
        AlgorithmParameters::OctetKey(_) => Algorithm::Hs256,
        AlgorithmParameters::RSA(_) if said == Some(Algorithm::Ps256.as_str()) => Algorithm::Ps256,
        AlgorithmParameters::RSA(_) => Algorithm::Rs256,
        AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P256 => Algorithm::Es256,
        AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P384 => Algorithm::Es384,
        AlgorithmParameters::OctetKeyPair(key) if key.curve == EllipticCurve::Ed25519 => Algorithm::EdDsa,
        _ => return Err(KeyError::Jwk("its kind or its curve is not known here")),
    };
    match said {
        Some(name) if !algorithm.matches_name(name) => Err(KeyError::Jwk("its algorithm is not one of its kind here")),
        _ => Ok(algorithm),
    }
}

/// A public key, of which it is sure that it can verify.
pub(super) fn public_key(jwk: Jwk, algorithm: Algorithm) -> Result<Key, KeyError> {
    match &jwk.algorithm {
        AlgorithmParameters::RSA(key) => {
            let bits = bits(&bytes(&key.n)?);
            if !RSA_BITS.contains(&bits) {
                return Err(KeyError::RsaKeySize(bits));
            }
        }
        // The library takes the first 32 bytes of whatever is there.
        AlgorithmParameters::OctetKeyPair(key) if bytes(&key.x)?.len() != 32 => {
            return Err(KeyError::Jwk("an Ed25519 key has 32 bytes"));
        }
        _ => {}
    }
    let unusable = |_| KeyError::Jwk("its material is not of its algorithm");
    let verify = DecodingKey::from_jwk(&jwk).map_err(unusable)?;
    // A point that is not on the curve, or on another one, is found out by use.
    crypto::verify("", b"", &verify, algorithm.inner()).map_err(unusable)?;
    let id = jwk.thumbprint(ThumbprintHash::SHA256).map_err(unusable)?;
    Ok(Key { id, algorithm, encoding_key: None, decoding_key: verify, public_jwk: Some(jwk) })
}

fn bytes(text: &str) -> Result<Vec<u8>, KeyError> {
    BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| KeyError::Jwk("a member is not in base64url"))
}

fn bits(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let first = number.get(zeros).map_or(0, |byte| byte.leading_zeros() as usize);
    (number.len() - zeros) * 8 - first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(json: &str) -> String {
        parse(json).unwrap_err().to_string()
    }

    #[test]
    fn only_public_keys_for_signatures_are_taken_from_others() {
        let ed = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo""#;
        let set = format!(
            r#"{{"keys":[{ed},"kid":"a"}},{ed},"kid":"b","use":"enc"}},{ed},"kid":"c","key_ops":["verify"]}},
            {{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow","kid":"d"}},
            {{"kty":"new","kid":"e"}},{ed},"kid":"f","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}},{ed},"kid":"g","alg":"ES256"}},
            {ed},"kid":"h","alg":"Ed25519"}},7]}}"#
        );
        let ids: Vec<String> =
            super::parse_jwk_set(set.as_bytes()).unwrap().iter().map(|key| key.id().to_owned()).collect();
        assert_eq!(ids, ["a", "c", "h"]);
        assert!(super::parse_jwk_set(b"[]").is_err() && super::parse_jwk_set(b"<html>").is_err());
    }

    #[test]
    fn material_that_cannot_verify_is_refused_and_not_met_later() {
        for (json, reason) in [
            (r#"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#, "32 bytes"),
            (r#"{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}"#, "not of its algorithm"),
            (r#"{"kty":"EC","crv":"P-521","x":"AAAA","y":"AAAA"}"#, "not known here"),
            (r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#, "and this one 17"),
            (r#"{"kty":"oct","k":"AAAA"}"#, "needs at least 32"),
            (r#"{"kty":"oct","kty":"RSA"}"#, "a member twice"),
            ("{}", "not known here"),
            ("[]", "no JSON object"),
        ] {
            assert!(refused(json).contains(reason), "{json}: {}", refused(json));
        }
    }

    #[test]
    fn a_number_has_the_bits_that_count() {
        assert_eq!([bits(&[]), bits(&[0, 0]), bits(&[0, 1]), bits(&[0x80, 0])], [0, 0, 1, 16]);
    }
}
