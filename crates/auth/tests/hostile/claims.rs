//! Tokens of another time, from somebody else, or for somebody else.

use std::time::Duration;

use isotype_auth::{Jwt, TokenError};
use serde_json::{Value, json};

use crate::{
    forge::{by_secret, claims, now, secret, token},
    table::{assert_accepted, assert_rejected},
};

const HEADER: &str = r#"{"alg":"HS256"}"#;
const MINUTE: Duration = Duration::from_secs(60);

fn with(other: Value) -> String {
    token(HEADER, claims(other))
}

#[test]
fn times() {
    let jwt = by_secret().leeway(MINUTE);
    assert_rejected(
        "expired by a second beyond the skew",
        &jwt,
        &with(json!({"exp": now() - 61})),
        TokenError::Expired,
    );
    assert_rejected(
        "expired on that very second",
        &by_secret().leeway(Duration::ZERO),
        &with(json!({"exp": now()})),
        TokenError::Expired,
    );
    assert_accepted("expired, within the skew", &jwt, &with(json!({"exp": now() - 30})));
    assert_accepted(
        "of a clock that is ahead, within the skew",
        &jwt,
        &with(json!({"nbf": now() + 30, "iat": now() + 30})),
    );
    assert_rejected(
        "not valid yet, beyond the skew",
        &jwt,
        &with(json!({"nbf": now() + 120})),
        TokenError::NotYetValid,
    );
    for (case, json) in [
        ("no exp", r#"{"sub":"ann"}"#),
        ("exp: null", r#"{"exp":null}"#),
        ("exp as text", r#"{"exp":"9999999999"}"#),
        ("exp: 1e999", r#"{"exp":1e999}"#),
        ("exp in a list", r#"{"exp":[9999999999]}"#),
        ("claims that are a list", "[9999999999]"),
    ] {
        assert_rejected(case, &by_secret(), &token(HEADER, json), TokenError::InvalidClaims);
    }
}

#[test]
fn issuers_and_audiences() {
    let jwt: Jwt<Value> = by_secret().issuer("https://id.example").audience("api");
    let said = |iss: Value, aud: Value| with(json!({"iss": iss, "aud": aud}));
    assert_accepted("the right issuer and audience", &jwt, &said(json!("https://id.example"), json!(["web", "api"])));
    for iss in ["https://evil.example", "https://id.example/", "https://ID.example", ""] {
        assert_rejected(&format!("issuer {iss:?}"), &jwt, &said(json!(iss), json!("api")), TokenError::InvalidIssuer);
    }
    assert_rejected("no issuer", &jwt, &with(json!({"aud": "api"})), TokenError::InvalidIssuer);
    assert_rejected(
        "issuer in a list",
        &jwt,
        &said(json!(["https://id.example"]), json!("api")),
        TokenError::InvalidClaims,
    );
    for aud in [json!("web"), json!("api2"), json!("ap"), json!([]), json!(["web"])] {
        assert_rejected(
            &format!("audience {aud}"),
            &jwt,
            &said(json!("https://id.example"), aud),
            TokenError::InvalidAudience,
        );
    }
    assert_rejected("no audience", &jwt, &with(json!({"iss": "https://id.example"})), TokenError::InvalidAudience);
    assert_rejected(
        "audience of numbers",
        &jwt,
        &said(json!("https://id.example"), json!([7])),
        TokenError::InvalidClaims,
    );
    assert_rejected(
        "an audience, where this server has no name",
        &by_secret(),
        &with(json!({"aud": "web"})),
        TokenError::InvalidAudience,
    );
}

#[test]
fn another_tenant() {
    let tenant =
        |name: &str| Jwt::<Value>::hs256(&secret()).issuer("https://id.example").audience(format!("tenant:{name}"));
    let token = tenant("a").sign(&json!({"sub": "ann"}), MINUTE).unwrap();
    assert_accepted("a tenant's own token", &tenant("a"), &token);
    assert_rejected("another tenant's token, by the same key", &tenant("b"), &token, TokenError::InvalidAudience);
}
