//! Tokens of another time, from somebody else, or for somebody else.

use std::time::Duration;

use isotype_auth::{Jwt, TokenError};
use serde_json::{Value, json};

use crate::{
    forge::{by_secret, claims, now, secret, token},
    table::{refused, taken},
};

const HEADER: &str = r#"{"alg":"HS256"}"#;
const MINUTE: Duration = Duration::from_secs(60);

fn with(other: Value) -> String {
    token(HEADER, claims(other))
}

#[test]
fn times() {
    let jwt = by_secret().skew(MINUTE);
    refused("expired by a second beyond the skew", &jwt, &with(json!({"exp": now() - 61})), TokenError::Expired);
    refused(
        "expired on that very second",
        &by_secret().skew(Duration::ZERO),
        &with(json!({"exp": now()})),
        TokenError::Expired,
    );
    taken("expired, within the skew", &jwt, &with(json!({"exp": now() - 30})));
    taken("of a clock that is ahead, within the skew", &jwt, &with(json!({"nbf": now() + 30, "iat": now() + 30})));
    refused("not valid yet, beyond the skew", &jwt, &with(json!({"nbf": now() + 120})), TokenError::Early);
    for (case, json) in [
        ("no exp", r#"{"sub":"ann"}"#),
        ("exp: null", r#"{"exp":null}"#),
        ("exp as text", r#"{"exp":"9999999999"}"#),
        ("exp: 1e999", r#"{"exp":1e999}"#),
        ("exp in a list", r#"{"exp":[9999999999]}"#),
        ("claims that are a list", "[9999999999]"),
    ] {
        refused(case, &by_secret(), &token(HEADER, json), TokenError::Claims);
    }
}

#[test]
fn issuers_and_audiences() {
    let jwt: Jwt<Value> = by_secret().issuer("https://id.example").audience("api");
    let said = |iss: Value, aud: Value| with(json!({"iss": iss, "aud": aud}));
    taken("the right issuer and audience", &jwt, &said(json!("https://id.example"), json!(["web", "api"])));
    for iss in ["https://evil.example", "https://id.example/", "https://ID.example", ""] {
        refused(&format!("issuer {iss:?}"), &jwt, &said(json!(iss), json!("api")), TokenError::Issuer);
    }
    refused("no issuer", &jwt, &with(json!({"aud": "api"})), TokenError::Issuer);
    refused("issuer in a list", &jwt, &said(json!(["https://id.example"]), json!("api")), TokenError::Claims);
    for aud in [json!("web"), json!("api2"), json!("ap"), json!([]), json!(["web"])] {
        refused(&format!("audience {aud}"), &jwt, &said(json!("https://id.example"), aud), TokenError::Audience);
    }
    refused("no audience", &jwt, &with(json!({"iss": "https://id.example"})), TokenError::Audience);
    refused("audience of numbers", &jwt, &said(json!("https://id.example"), json!([7])), TokenError::Claims);
    refused(
        "an audience, where this server has no name",
        &by_secret(),
        &with(json!({"aud": "web"})),
        TokenError::Audience,
    );
}

#[test]
fn another_tenant() {
    let tenant =
        |name: &str| Jwt::<Value>::hs256(&secret()).issuer("https://id.example").audience(format!("tenant:{name}"));
    let token = tenant("a").sign(&json!({"sub": "ann"}), MINUTE).unwrap();
    taken("a tenant's own token", &tenant("a"), &token);
    refused("another tenant's token, by the same key", &tenant("b"), &token, TokenError::Audience);
}
