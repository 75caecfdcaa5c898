//! Tests with malformed tokens and tokens of another type.

use isotype_auth::{Jwt, TokenError};
use serde_json::{Value, json};

use crate::{
    assertions::{assert_accepted, assert_rejected},
    forge::{base64url, claims, secret_verifier, sign},
};

const HEADER: &str = r#"{"alg":"HS256"}"#;

fn valid_token() -> String {
    sign(HEADER, claims(json!({})))
}

#[test]
fn accepts_a_valid_token() {
    assert_accepted("a valid token", &secret_verifier(), &valid_token());
}

#[test]
fn rejects_huge_tokens() {
    let padded = |bytes| sign(HEADER, claims(json!({"pad": "x".repeat(bytes)})));
    assert_accepted("a valid token of 6 KiB", &secret_verifier(), &padded(4 * 1024));
    assert_rejected("a validly signed token of 9 KiB", &secret_verifier(), &padded(7 * 1024), TokenError::TooLong);
    assert_rejected("16 MiB of dots", &secret_verifier(), &".".repeat(16 << 20), TokenError::TooLong);
    let deep = format!(r#"{{"exp":9999999999,"a":{}{}}}"#, "[".repeat(2000), "]".repeat(2000));
    assert_rejected("claims 2000 levels deep", &secret_verifier(), &sign(HEADER, deep), TokenError::InvalidClaims);
}

#[test]
fn rejects_malformed_serializations() {
    let valid = valid_token();
    let (signing_input, signature) = valid.rsplit_once('.').unwrap();
    for (case, token) in [
        ("an empty string", String::new()),
        ("only dots", "..".to_owned()),
        ("no signature segment", signing_input.to_owned()),
        ("an extra segment", format!("{valid}.")),
        ("five segments, as in JWE", format!("{valid}.a.b")),
        ("padding", format!("{valid}=")),
        ("a trailing space", format!("{valid} ")),
        ("a line break inside", valid.replacen('.', ".\n", 1)),
        ("JWS JSON serialization", format!(r#"{{"payload":"","signature":"{signature}"}}"#)),
    ] {
        let outcome = secret_verifier().verify(&token);
        crate::assertions::print_row(
            case,
            &outcome.as_ref().map_or_else(|reason| format!("rejected: {reason}"), |_| "ACCEPTED".to_owned()),
        );
        assert!(outcome.is_err(), "{case}");
    }
    assert_rejected(
        "an empty signature",
        &secret_verifier(),
        &format!("{signing_input}."),
        TokenError::InvalidSignature,
    );
    let changed = format!("{}.{}", signing_input.replacen('.', &format!(".{}", base64url("{}")), 1), signature);
    assert!(secret_verifier().verify(&changed).is_err(), "modified claims");
}

#[test]
fn rejects_malformed_headers() {
    for (case, header) in [
        ("header as an array", r#"["HS256"]"#),
        ("header null", "null"),
        ("header without alg", r#"{"typ":"JWT"}"#),
        ("alg as a number", r#"{"alg":256}"#),
        ("alg null", r#"{"alg":null}"#),
        ("a byte order mark", "\u{feff}{\"alg\":\"HS256\"}"),
        ("trailing data after the header", r#"{"alg":"HS256"}{}"#),
    ] {
        assert_rejected(case, &secret_verifier(), &sign(header, claims(json!({}))), TokenError::InvalidHeader);
    }
    assert_rejected(
        "header with invalid UTF-8",
        &secret_verifier(),
        &sign(b"{\"alg\":\"HS256\",\"a\":\"\xff\"}", claims(json!({}))),
        TokenError::InvalidHeader,
    );
}

#[test]
fn rejects_duplicate_members() {
    for (case, header) in [
        ("duplicate alg in the header", r#"{"alg":"none","alg":"HS256"}"#),
        ("duplicate kid in the header", r#"{"alg":"HS256","kid":"a","kid":"b"}"#),
        ("duplicate alg, one of them escaped", r#"{"alg":"HS256","\u0061lg":"none"}"#),
    ] {
        assert_rejected(case, &secret_verifier(), &sign(header, claims(json!({}))), TokenError::InvalidHeader);
    }
    for (case, json) in [
        ("duplicate sub in the claims", r#"{"sub":"ann","sub":"admin","exp":9999999999}"#),
        ("duplicate exp in the claims", r#"{"exp":1,"exp":9999999999}"#),
        ("duplicate member nested in the claims", r#"{"exp":9999999999,"a":[{"role":"user","role":"admin"}]}"#),
    ] {
        assert_rejected(case, &secret_verifier(), &sign(HEADER, json), TokenError::InvalidClaims);
    }
}

#[test]
fn rejects_critical_extensions() {
    for (case, header) in [
        ("crit: [exp]", r#"{"alg":"HS256","crit":["exp"],"exp":1}"#),
        ("crit: []", r#"{"alg":"HS256","crit":[]}"#),
        ("crit: null", r#"{"alg":"HS256","crit":null}"#),
        ("crit: [b64], b64: false", r#"{"alg":"HS256","crit":["b64"],"b64":false}"#),
        ("b64: false without crit", r#"{"alg":"HS256","b64":false}"#),
    ] {
        assert_rejected(case, &secret_verifier(), &sign(header, claims(json!({}))), TokenError::UnsupportedCritical);
    }
    let json = claims(json!({}));
    let header = base64url(r#"{"alg":"HS256","crit":["b64"],"b64":false}"#);
    let signature = jsonwebtoken::crypto::sign(
        format!("{header}.{json}").as_bytes(),
        &jsonwebtoken::EncodingKey::from_secret(crate::forge::SECRET.as_bytes()).unwrap(),
        jsonwebtoken::Algorithm::HS256,
    );
    let detached = format!("{header}..{}", signature.unwrap());
    assert_rejected(
        "b64: false with a detached payload",
        &secret_verifier(),
        &detached,
        TokenError::UnsupportedCritical,
    );
}

#[test]
fn rejects_tokens_of_another_type() {
    let typed = |typ: &str| sign(format!(r#"{{"alg":"HS256","typ":"{typ}"}}"#), claims(json!({})));
    assert_accepted("typ: JWT", &secret_verifier(), &typed("JWT"));
    for typ in ["dpop+jwt", "secevent+jwt", "logout+jwt"] {
        assert_rejected(
            &format!("typ: {typ} although JWT is expected"),
            &secret_verifier(),
            &typed(typ),
            TokenError::InvalidType,
        );
    }
    let access: Jwt<Value> = secret_verifier().typ("at+jwt");
    assert_accepted("typ: at+jwt as expected", &access, &typed("application/at+jwt"));
    assert_rejected("typ: JWT although at+jwt is expected", &access, &typed("JWT"), TokenError::InvalidType);
    assert_rejected("no typ although at+jwt is expected", &access, &valid_token(), TokenError::InvalidType);
}
