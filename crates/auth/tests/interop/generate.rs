//! Keys and claims for the test tokens, and verification with this crate.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use isotype_auth::{Algorithm, Jwt, Key, Keys, Secret};
use serde_json::{Value, json};

pub(crate) const ISSUER: &str = "https://id.example";
pub(crate) const AUDIENCE: &str = "https://api.example";
pub(crate) const LEEWAY: u64 = 60;
const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// Algorithm with its key and the claims to sign.
#[derive(Clone)]
pub(crate) struct KeyCase {
    pub(crate) alg: &'static str,
    pub(crate) pem: Option<&'static str>,
    pub(crate) secret: Option<&'static str>,
    /// Key that the other implementations verify with.
    pub(crate) jwk: Value,
    pub(crate) claims: Vec<Claims>,
    key: Key,
}

/// Set of claims; `is_valid` is `true` if a token with them must be accepted.
#[derive(Clone)]
pub(crate) struct Claims {
    pub(crate) case: &'static str,
    pub(crate) claims: Value,
    pub(crate) is_valid: bool,
}

pub(crate) struct Token {
    pub(crate) case: String,
    pub(crate) kind: KeyCase,
    pub(crate) text: String,
    pub(crate) is_valid: bool,
}

pub(crate) fn is_accepted(token: &Token) -> bool {
    let jwt = Jwt::<Value>::new(token.kind.key.clone()).issuer(ISSUER).audience(AUDIENCE);
    jwt.leeway(Duration::from_secs(LEEWAY)).verify(&token.text).is_ok()
}

pub(crate) fn key_cases() -> Vec<KeyCase> {
    let pem = |text: &'static str| &text[text.find("-----BEGIN").unwrap()..];
    let rsa = pem(include_str!("../keys/rsa.private.pem"));
    let pairs = [
        (Algorithm::Rs256, rsa),
        (Algorithm::Ps256, rsa),
        (Algorithm::Es256, pem(include_str!("../keys/es256.private.pem"))),
        (Algorithm::Es384, pem(include_str!("../keys/es384.private.pem"))),
        (Algorithm::EdDsa, pem(include_str!("../keys/ed.private.pem"))),
    ];
    let mut kinds: Vec<KeyCase> = pairs
        .into_iter()
        .map(|(algorithm, pem)| {
            let key = Key::from_pem(algorithm, pem).unwrap();
            let jwk = json!(Keys::from(key.clone()).jwks())["keys"][0].clone();
            KeyCase { alg: algorithm.as_str(), pem: Some(pem), secret: None, jwk, claims: claims(), key }
        })
        .collect();
    let key = Key::hs256(&Secret::new(SECRET).unwrap());
    let jwk = json!({ "kty": "oct", "k": BASE64_URL_SAFE_NO_PAD.encode(SECRET) });
    kinds.push(KeyCase { alg: "HS256", pem: None, secret: Some(SECRET), jwk, claims: claims(), key });
    kinds
}

/// Returns the sets of claims. Times are far from every limit, so that slow machines get the same results.
fn claims() -> Vec<Claims> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let valid = json!({ "sub": "ann", "iss": ISSUER, "aud": AUDIENCE, "exp": now + 3600, "iat": now });
    let set = |case, is_valid, overrides: Value| {
        let mut claims = valid.clone();
        claims.as_object_mut().unwrap().extend(overrides.as_object().unwrap().clone());
        Claims { case, claims, is_valid }
    };
    let without = |case, name: &str| {
        let mut claims = valid.clone();
        claims.as_object_mut().unwrap().remove(name);
        Claims { case, claims, is_valid: false }
    };
    vec![
        set("valid", true, json!({})),
        set("several audiences", true, json!({"aud": ["https://web.example", AUDIENCE]})),
        set("expired within the leeway", true, json!({"exp": now - 20})),
        set("expired beyond the leeway", false, json!({"exp": now - 61})),
        set("long expired", false, json!({"exp": 1})),
        set("fractional exp", true, json!({"exp": now as f64 + 3600.5})),
        set("nbf in the past", true, json!({"nbf": now - 10})),
        set("nbf within the leeway", true, json!({"nbf": now + 30})),
        set("nbf beyond the leeway", false, json!({"nbf": now + 600})),
        set("another issuer", false, json!({"iss": "https://evil.example"})),
        set("issuer with a trailing slash", false, json!({"iss": "https://id.example/"})),
        set("another audience", false, json!({"aud": "https://web.example"})),
        set("empty audience array", false, json!({"aud": []})),
        set("exp as a string", false, json!({"exp": (now + 3600).to_string()})),
        set(
            "Unicode and nested claims",
            true,
            json!({"name": "Ånn \u{1f600}\u{0}", "a": {"b": [1, null, {"c": true}]}}),
        ),
        without("no exp", "exp"),
        without("no iss", "iss"),
        without("no aud", "aud"),
    ]
}
