//! Tests with tokens whose times, issuer or audience are invalid.

use std::time::Duration;

use isotype_auth::{Jwt, TokenError};
use serde_json::{Value, json};

use crate::{
    assertions::{assert_accepted, assert_rejected},
    forge::{claims, now, secret, secret_verifier, sign},
};

const HEADER: &str = r#"{"alg":"HS256"}"#;
const MINUTE: Duration = Duration::from_secs(60);

fn sign_claims(overrides: Value) -> String {
    sign(HEADER, claims(overrides))
}

#[test]
fn rejects_expired_and_future_tokens() {
    let jwt = secret_verifier().leeway(MINUTE);
    assert_rejected(
        "expired a second before the leeway",
        &jwt,
        &sign_claims(json!({"exp": now() - 61})),
        TokenError::Expired,
    );
    assert_rejected(
        "exp is now, no leeway",
        &secret_verifier().leeway(Duration::ZERO),
        &sign_claims(json!({"exp": now()})),
        TokenError::Expired,
    );
    assert_accepted("expired within the leeway", &jwt, &sign_claims(json!({"exp": now() - 30})));
    assert_accepted(
        "nbf and iat ahead within the leeway",
        &jwt,
        &sign_claims(json!({"nbf": now() + 30, "iat": now() + 30})),
    );
    assert_rejected(
        "nbf ahead beyond the leeway",
        &jwt,
        &sign_claims(json!({"nbf": now() + 120})),
        TokenError::NotYetValid,
    );
    for (case, json) in [
        ("no exp", r#"{"sub":"ann"}"#),
        ("exp: null", r#"{"exp":null}"#),
        ("exp as a string", r#"{"exp":"9999999999"}"#),
        ("exp: 1e999", r#"{"exp":1e999}"#),
        ("exp as an array", r#"{"exp":[9999999999]}"#),
        ("claims as an array", "[9999999999]"),
    ] {
        assert_rejected(case, &secret_verifier(), &sign(HEADER, json), TokenError::InvalidClaims);
    }
}

#[test]
fn rejects_other_issuers_and_audiences() {
    let jwt: Jwt<Value> = secret_verifier().issuer("https://id.example").audience("api");
    let sign_for = |iss: Value, aud: Value| sign_claims(json!({"iss": iss, "aud": aud}));
    assert_accepted(
        "expected issuer and audience",
        &jwt,
        &sign_for(json!("https://id.example"), json!(["web", "api"])),
    );
    for iss in ["https://evil.example", "https://id.example/", "https://ID.example", ""] {
        assert_rejected(
            &format!("issuer {iss:?}"),
            &jwt,
            &sign_for(json!(iss), json!("api")),
            TokenError::InvalidIssuer,
        );
    }
    assert_rejected("no issuer", &jwt, &sign_claims(json!({"aud": "api"})), TokenError::InvalidIssuer);
    assert_rejected(
        "issuer as an array",
        &jwt,
        &sign_for(json!(["https://id.example"]), json!("api")),
        TokenError::InvalidClaims,
    );
    for aud in [json!("web"), json!("api2"), json!("ap"), json!([]), json!(["web"])] {
        assert_rejected(
            &format!("audience {aud}"),
            &jwt,
            &sign_for(json!("https://id.example"), aud),
            TokenError::InvalidAudience,
        );
    }
    assert_rejected(
        "no audience",
        &jwt,
        &sign_claims(json!({"iss": "https://id.example"})),
        TokenError::InvalidAudience,
    );
    assert_rejected(
        "audience as an array of numbers",
        &jwt,
        &sign_for(json!("https://id.example"), json!([7])),
        TokenError::InvalidClaims,
    );
    assert_rejected(
        "an audience although none is configured",
        &secret_verifier(),
        &sign_claims(json!({"aud": "web"})),
        TokenError::InvalidAudience,
    );
}

#[test]
fn rejects_tokens_of_another_tenant() {
    let tenant =
        |name: &str| Jwt::<Value>::hs256(&secret()).issuer("https://id.example").audience(format!("tenant:{name}"));
    let token = tenant("a").sign(&json!({"sub": "ann"}), MINUTE).unwrap();
    assert_accepted("token of the same tenant", &tenant("a"), &token);
    assert_rejected("token of another tenant with the same key", &tenant("b"), &token, TokenError::InvalidAudience);
}
