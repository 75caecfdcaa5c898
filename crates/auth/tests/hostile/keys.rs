//! Tokens that would like to choose by what they are judged.

use isotype_auth::{Algorithm, Jwt, Key, Keys, TokenError};
use jsonwebtoken::{Algorithm as Inner, EncodingKey};
use serde_json::{Value, json};

use crate::{
    forge::{ED, ES, RSA_PUBLIC, SECRET, by_hmac, claims, secret, signed, token},
    table::{assert_accepted, assert_rejected},
};

/// A secret called `one`, and a public key called `two`.
fn both() -> Jwt<Value> {
    let public = Key::from_pem(Algorithm::Rs256, RSA_PUBLIC).unwrap().with_id("two");
    Jwt::new(Keys::new([Key::hs256(&secret()).with_id("one"), public]).unwrap())
}

fn named(kid: &Value) -> String {
    token(json!({"alg": "HS256", "kid": kid}).to_string(), claims(json!({})))
}

#[test]
fn injected_ids() {
    assert_accepted("kid: one", &both(), &named(&json!("one")));
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
        assert_rejected(&format!("kid: {kid:?}"), &both(), &named(&json!(kid)), TokenError::UnknownKey);
    }
    assert_rejected("kid of 5,000 bytes", &both(), &named(&json!("x".repeat(5000))), TokenError::UnknownKey);
    for kid in [json!(7), json!(null), json!(["one"]), json!({"one": 1})] {
        assert_rejected(&format!("kid: {kid}"), &both(), &named(&kid), TokenError::InvalidHeader);
    }
    let empty = by_hmac(b"", r#"{"alg":"HS256","kid":"../../dev/null"}"#, claims(json!({})));
    assert_rejected("kid of an empty file, and signed by it", &both(), &empty, TokenError::UnknownKey);
}

#[test]
fn ids_of_other_keys() {
    let confused = by_hmac(RSA_PUBLIC.as_bytes(), r#"{"alg":"HS256","kid":"two"}"#, claims(json!({})));
    assert_rejected("HS256 by the public key, under that key's kid", &both(), &confused, TokenError::InvalidAlgorithm);
    let confused = by_hmac(RSA_PUBLIC.as_bytes(), r#"{"alg":"HS256","kid":"one"}"#, claims(json!({})));
    assert_rejected(
        "HS256 by the public key, under the secret's kid",
        &both(),
        &confused,
        TokenError::InvalidSignature,
    );
    assert_rejected(
        "no kid, where there are several keys",
        &both(),
        &token(r#"{"alg":"HS256"}"#, claims(json!({}))),
        TokenError::UnknownKey,
    );
    let twice =
        [Key::hs256(&secret()).with_id("two"), Key::from_pem(Algorithm::Rs256, RSA_PUBLIC).unwrap().with_id("two")];
    crate::table::row("a secret and a public key under one kid", "cannot be made");
    assert!(Keys::new(twice).is_err());
}

#[test]
fn keys_that_tokens_bring_along() {
    let mine = EncodingKey::from_ed_pem(ED.as_bytes()).unwrap();
    let jwk = json!(Keys::from(Key::from_pem(Algorithm::EdDsa, ED).unwrap()).jwks())["keys"][0].clone();
    let theirs: Jwt<Value> = Jwt::new(Key::from_pem(Algorithm::Es256, ES).unwrap().with_id("k"));
    let also_ed: Jwt<Value> = Jwt::new(
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
        let token = signed(Inner::EdDSA, &mine, header.to_string(), claims(json!({})));
        assert_rejected(
            &format!("{case} with the attacker's key, for a key of another kind"),
            &theirs,
            &token,
            TokenError::InvalidAlgorithm,
        );
        assert_rejected(
            &format!("{case} with the attacker's key, for a key of the same kind"),
            &also_ed,
            &token,
            TokenError::InvalidSignature,
        );
    }
    let odd = token(r#"{"alg":"HS256","jwk":7,"jku":"file:///etc/passwd"}"#, claims(json!({})));
    assert_accepted("jwk and jku that are none, beside a right signature", &Jwt::hs256(&secret()), &odd);
    assert_eq!(SECRET.len(), 32);
}
