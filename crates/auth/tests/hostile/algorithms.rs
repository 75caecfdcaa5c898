//! Tokens that would like to choose how they are judged.

use isotype_auth::{Algorithm, TokenError};
use jsonwebtoken::{Algorithm as Inner, EncodingKey};
use serde_json::json;

use crate::{
    forge::{ED, ES, RSA, RSA_PUBLIC, SECRET, by_hmac, by_key, by_secret, claims, part, signed},
    table::{assert_accepted, assert_rejected},
};

#[test]
fn none() {
    for name in ["none", "None", "NONE", "nOnE", ""] {
        let unsigned = format!("{}.{}.", part(format!(r#"{{"alg":"{name}"}}"#)), part(claims(json!({}))));
        for (keys, jwt) in [("a secret", by_secret()), ("a public key", by_key(Algorithm::Rs256, RSA_PUBLIC))] {
            assert_rejected(
                &format!("alg: {name:?} without a signature, for {keys}"),
                &jwt,
                &unsigned,
                TokenError::InvalidAlgorithm,
            );
        }
    }
    let signed = by_hmac(SECRET.as_bytes(), r#"{"alg":"none"}"#, claims(json!({})));
    assert_rejected("alg: none with a right signature", &by_secret(), &signed, TokenError::InvalidAlgorithm);
}

#[test]
fn public_keys_as_secrets() {
    let jwt = by_key(Algorithm::Rs256, RSA_PUBLIC);
    let bare = &RSA_PUBLIC[RSA_PUBLIC.find("-----BEGIN").unwrap()..];
    let lines: String = bare.lines().filter(|line| !line.starts_with('-')).collect();
    for (what, secret) in
        [("PEM", RSA_PUBLIC), ("PEM without preamble", bare), ("PEM trimmed", bare.trim()), ("base64", &lines)]
    {
        let token = by_hmac(secret.as_bytes(), r#"{"alg":"HS256"}"#, claims(json!({})));
        assert_rejected(&format!("HS256 by the public RSA key's {what}"), &jwt, &token, TokenError::InvalidAlgorithm);
        let token = by_hmac(secret.as_bytes(), r#"{"alg":"RS256"}"#, claims(json!({})));
        assert_rejected(&format!("the same, said to be RS256: {what}"), &jwt, &token, TokenError::InvalidSignature);
    }
}

#[test]
fn siblings() {
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    for (name, algorithm) in [("HS384", Inner::HS384), ("HS512", Inner::HS512)] {
        let token = signed(algorithm, &key, format!(r#"{{"alg":"{name}"}}"#), claims(json!({})));
        assert_rejected(&format!("{name} by the right secret"), &by_secret(), &token, TokenError::InvalidAlgorithm);
    }
    let rsa = EncodingKey::from_rsa_pem(RSA.as_bytes()).unwrap();
    for (name, algorithm) in [("PS256", Inner::PS256), ("RS512", Inner::RS512)] {
        let token = signed(algorithm, &rsa, format!(r#"{{"alg":"{name}"}}"#), claims(json!({})));
        assert_rejected(
            &format!("{name} by the key for RS256"),
            &by_key(Algorithm::Rs256, RSA_PUBLIC),
            &token,
            TokenError::InvalidAlgorithm,
        );
    }
    let token = signed(Inner::PS256, &rsa, r#"{"alg":"PS256"}"#, claims(json!({})));
    assert_accepted("PS256 by the key for PS256", &by_key(Algorithm::Ps256, RSA_PUBLIC), &token);
    let ed = EncodingKey::from_ed_pem(ED.as_bytes()).unwrap();
    let token = signed(Inner::EdDSA, &ed, r#"{"alg":"Ed25519"}"#, claims(json!({})));
    assert_accepted("EdDSA by its name of RFC 9864", &by_key(Algorithm::EdDsa, ED), &token);
}

#[test]
fn empty_and_foreign_signatures() {
    let jwt = by_key(Algorithm::Es256, ES);
    let message = format!("{}.{}", part(r#"{"alg":"ES256"}"#), part(claims(json!({}))));
    for (case, signature) in [
        ("ES256 with r = s = 0", vec![0; 64]),
        ("ES256 with an empty signature", Vec::new()),
        ("ES256 with half a signature", vec![1; 32]),
        ("ES256 with a signature in DER", [&[0x30, 6, 2, 1, 1, 2, 1, 1][..]].concat()),
    ] {
        assert_rejected(case, &jwt, &format!("{message}.{}", part(signature)), TokenError::InvalidSignature);
    }
    let rsa = format!("{}.{}.{}", part(r#"{"alg":"RS256"}"#), part(claims(json!({}))), part([0; 256]));
    assert_rejected(
        "RS256 with a signature of zeros",
        &by_key(Algorithm::Rs256, RSA_PUBLIC),
        &rsa,
        TokenError::InvalidSignature,
    );
    assert_rejected(
        "another secret",
        &by_secret(),
        &by_hmac(&[7; 32], r#"{"alg":"HS256"}"#, claims(json!({}))),
        TokenError::InvalidSignature,
    );
    assert_rejected(
        "an empty secret",
        &by_secret(),
        &by_hmac(b"", r#"{"alg":"HS256"}"#, claims(json!({}))),
        TokenError::InvalidSignature,
    );
}
