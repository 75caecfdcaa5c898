//! Tests of algorithm-confusion attacks.

use isotype_auth::{Algorithm, TokenError};
use jsonwebtoken::{Algorithm as Inner, EncodingKey};
use serde_json::json;

use crate::{
    assertions::{assert_accepted, assert_rejected},
    forge::{ED, ES, RSA, RSA_PUBLIC, SECRET, base64url, claims, key_verifier, secret_verifier, sign_hs256, sign_with},
};

#[test]
fn rejects_alg_none() {
    for name in ["none", "None", "NONE", "nOnE", ""] {
        let unsigned = format!("{}.{}.", base64url(format!(r#"{{"alg":"{name}"}}"#)), base64url(claims(json!({}))));
        for (key, jwt) in
            [("a secret", secret_verifier()), ("a public key", key_verifier(Algorithm::Rs256, RSA_PUBLIC))]
        {
            assert_rejected(
                &format!("alg: {name:?} without a signature, for {key}"),
                &jwt,
                &unsigned,
                TokenError::InvalidAlgorithm,
            );
        }
    }
    let token = sign_hs256(SECRET.as_bytes(), r#"{"alg":"none"}"#, claims(json!({})));
    assert_rejected("alg: none with a valid signature", &secret_verifier(), &token, TokenError::InvalidAlgorithm);
}

#[test]
fn rejects_public_key_as_hmac_secret() {
    let jwt = key_verifier(Algorithm::Rs256, RSA_PUBLIC);
    let bare = &RSA_PUBLIC[RSA_PUBLIC.find("-----BEGIN").unwrap()..];
    let lines: String = bare.lines().filter(|line| !line.starts_with('-')).collect();
    for (form, secret) in
        [("PEM", RSA_PUBLIC), ("PEM without preamble", bare), ("PEM trimmed", bare.trim()), ("base64", &lines)]
    {
        let token = sign_hs256(secret.as_bytes(), r#"{"alg":"HS256"}"#, claims(json!({})));
        assert_rejected(
            &format!("HS256 with the public RSA key as secret: {form}"),
            &jwt,
            &token,
            TokenError::InvalidAlgorithm,
        );
        let token = sign_hs256(secret.as_bytes(), r#"{"alg":"RS256"}"#, claims(json!({})));
        assert_rejected(&format!("the same with alg RS256: {form}"), &jwt, &token, TokenError::InvalidSignature);
    }
}

#[test]
fn rejects_other_algorithms_of_the_same_key_type() {
    let key = EncodingKey::from_secret(SECRET.as_bytes()).unwrap();
    for (name, algorithm) in [("HS384", Inner::HS384), ("HS512", Inner::HS512)] {
        let token = sign_with(algorithm, &key, format!(r#"{{"alg":"{name}"}}"#), claims(json!({})));
        assert_rejected(
            &format!("{name} with the secret for HS256"),
            &secret_verifier(),
            &token,
            TokenError::InvalidAlgorithm,
        );
    }
    let rsa = EncodingKey::from_rsa_pem(RSA.as_bytes()).unwrap();
    for (name, algorithm) in [("PS256", Inner::PS256), ("RS512", Inner::RS512)] {
        let token = sign_with(algorithm, &rsa, format!(r#"{{"alg":"{name}"}}"#), claims(json!({})));
        assert_rejected(
            &format!("{name} with the key for RS256"),
            &key_verifier(Algorithm::Rs256, RSA_PUBLIC),
            &token,
            TokenError::InvalidAlgorithm,
        );
    }
    let token = sign_with(Inner::PS256, &rsa, r#"{"alg":"PS256"}"#, claims(json!({})));
    assert_accepted("PS256 with the key for PS256", &key_verifier(Algorithm::Ps256, RSA_PUBLIC), &token);
    let ed = EncodingKey::from_ed_pem(ED.as_bytes()).unwrap();
    let token = sign_with(Inner::EdDSA, &ed, r#"{"alg":"Ed25519"}"#, claims(json!({})));
    assert_accepted("EdDSA under its name from RFC 9864", &key_verifier(Algorithm::EdDsa, ED), &token);
}

#[test]
fn rejects_empty_and_foreign_signatures() {
    let jwt = key_verifier(Algorithm::Es256, ES);
    let signing_input = format!("{}.{}", base64url(r#"{"alg":"ES256"}"#), base64url(claims(json!({}))));
    for (case, signature) in [
        ("ES256 with r = s = 0", vec![0; 64]),
        ("ES256 with an empty signature", Vec::new()),
        ("ES256 with a truncated signature", vec![1; 32]),
        ("ES256 with a DER signature", [&[0x30, 6, 2, 1, 1, 2, 1, 1][..]].concat()),
    ] {
        assert_rejected(case, &jwt, &format!("{signing_input}.{}", base64url(signature)), TokenError::InvalidSignature);
    }
    let rsa = format!("{}.{}.{}", base64url(r#"{"alg":"RS256"}"#), base64url(claims(json!({}))), base64url([0; 256]));
    assert_rejected(
        "RS256 with a zero signature",
        &key_verifier(Algorithm::Rs256, RSA_PUBLIC),
        &rsa,
        TokenError::InvalidSignature,
    );
    assert_rejected(
        "another secret",
        &secret_verifier(),
        &sign_hs256(&[7; 32], r#"{"alg":"HS256"}"#, claims(json!({}))),
        TokenError::InvalidSignature,
    );
    assert_rejected(
        "an empty secret",
        &secret_verifier(),
        &sign_hs256(b"", r#"{"alg":"HS256"}"#, claims(json!({}))),
        TokenError::InvalidSignature,
    );
}
