//! What is no token, or a token of another kind.

use isotype_auth::{Jwt, TokenError};
use serde_json::{Value, json};

use crate::{
    forge::{by_secret, claims, part, token},
    table::{assert_accepted, assert_rejected},
};

const HEADER: &str = r#"{"alg":"HS256"}"#;

fn good() -> String {
    token(HEADER, claims(json!({})))
}

#[test]
fn a_good_token() {
    assert_accepted("a good token, or the refusals prove nothing", &by_secret(), &good());
}

#[test]
fn huge_tokens() {
    let padded = |bytes| token(HEADER, claims(json!({"pad": "x".repeat(bytes)})));
    assert_accepted("a token of 6 KiB, rightly signed", &by_secret(), &padded(4 * 1024));
    assert_rejected("a token of 9 KiB, rightly signed", &by_secret(), &padded(7 * 1024), TokenError::TooLong);
    assert_rejected("16 MiB of dots", &by_secret(), &".".repeat(16 << 20), TokenError::TooLong);
    let deep = format!(r#"{{"exp":9999999999,"a":{}{}}}"#, "[".repeat(2000), "]".repeat(2000));
    assert_rejected("claims 2000 levels deep", &by_secret(), &token(HEADER, deep), TokenError::InvalidClaims);
}

#[test]
fn other_forms() {
    let good = good();
    let (message, signature) = good.rsplit_once('.').unwrap();
    for (case, token) in [
        ("nothing", String::new()),
        ("dots", "..".to_owned()),
        ("no signature part", message.to_owned()),
        ("a part more", format!("{good}.")),
        ("five parts, as of an encrypted token", format!("{good}.a.b")),
        ("padding", format!("{good}=")),
        ("a space behind", format!("{good} ")),
        ("a line end within", good.replacen('.', ".\n", 1)),
        ("the JSON serialization", format!(r#"{{"payload":"","signature":"{signature}"}}"#)),
    ] {
        let verdict = by_secret().verify(&token);
        crate::table::row(
            case,
            &verdict.as_ref().map_or_else(|reason| format!("refused: {reason}"), |_| "TAKEN".to_owned()),
        );
        assert!(verdict.is_err(), "{case}");
    }
    assert_rejected("an empty signature", &by_secret(), &format!("{message}."), TokenError::InvalidSignature);
    let changed = format!("{}.{}", message.replacen('.', &format!(".{}", part("{}")), 1), signature);
    assert!(by_secret().verify(&changed).is_err(), "changed claims");
}

#[test]
fn headers_that_are_none() {
    for (case, header) in [
        ("a header that is a list", r#"["HS256"]"#),
        ("a header that is null", "null"),
        ("a header without alg", r#"{"typ":"JWT"}"#),
        ("alg that is a number", r#"{"alg":256}"#),
        ("alg that is null", r#"{"alg":null}"#),
        ("a byte order mark", "\u{feff}{\"alg\":\"HS256\"}"),
        ("something behind the header", r#"{"alg":"HS256"}{}"#),
    ] {
        assert_rejected(case, &by_secret(), &token(header, claims(json!({}))), TokenError::InvalidHeader);
    }
    assert_rejected(
        "a header not of UTF-8",
        &by_secret(),
        &token(b"{\"alg\":\"HS256\",\"a\":\"\xff\"}", claims(json!({}))),
        TokenError::InvalidHeader,
    );
}

#[test]
fn duplicate_members() {
    for (case, header) in [
        ("alg twice in the header", r#"{"alg":"none","alg":"HS256"}"#),
        ("kid twice in the header", r#"{"alg":"HS256","kid":"a","kid":"b"}"#),
        ("alg twice, once by an escape", r#"{"alg":"HS256","\u0061lg":"none"}"#),
    ] {
        assert_rejected(case, &by_secret(), &token(header, claims(json!({}))), TokenError::InvalidHeader);
    }
    for (case, json) in [
        ("sub twice in the claims", r#"{"sub":"ann","sub":"admin","exp":9999999999}"#),
        ("exp twice in the claims", r#"{"exp":1,"exp":9999999999}"#),
        ("a member twice, deep in the claims", r#"{"exp":9999999999,"a":[{"role":"user","role":"admin"}]}"#),
    ] {
        assert_rejected(case, &by_secret(), &token(HEADER, json), TokenError::InvalidClaims);
    }
}

#[test]
fn critical_extensions() {
    for (case, header) in [
        ("crit: [exp]", r#"{"alg":"HS256","crit":["exp"],"exp":1}"#),
        ("crit: []", r#"{"alg":"HS256","crit":[]}"#),
        ("crit: null", r#"{"alg":"HS256","crit":null}"#),
        ("crit: [b64], b64: false", r#"{"alg":"HS256","crit":["b64"],"b64":false}"#),
        ("b64: false without crit", r#"{"alg":"HS256","b64":false}"#),
    ] {
        assert_rejected(case, &by_secret(), &token(header, claims(json!({}))), TokenError::UnsupportedCritical);
    }
    let json = claims(json!({}));
    let header = part(r#"{"alg":"HS256","crit":["b64"],"b64":false}"#);
    let signature = jsonwebtoken::crypto::sign(
        format!("{header}.{json}").as_bytes(),
        &jsonwebtoken::EncodingKey::from_secret(crate::forge::SECRET.as_bytes()),
        jsonwebtoken::Algorithm::HS256,
    );
    let detached = format!("{header}..{}", signature.unwrap());
    assert_rejected("b64: false, with the payload left out", &by_secret(), &detached, TokenError::UnsupportedCritical);
}

#[test]
fn types() {
    let typed = |typ: &str| token(format!(r#"{{"alg":"HS256","typ":"{typ}"}}"#), claims(json!({})));
    assert_accepted("typ: JWT", &by_secret(), &typed("JWT"));
    for typ in ["dpop+jwt", "secevent+jwt", "logout+jwt"] {
        assert_rejected(
            &format!("typ: {typ}, where an access token is asked for"),
            &by_secret(),
            &typed(typ),
            TokenError::InvalidType,
        );
    }
    let access: Jwt<Value> = by_secret().typ("at+jwt");
    assert_accepted("typ: at+jwt, where it is asked for", &access, &typed("application/at+jwt"));
    assert_rejected("typ: JWT, where at+jwt is asked for", &access, &typed("JWT"), TokenError::InvalidType);
    assert_rejected("no typ, where at+jwt is asked for", &access, &good(), TokenError::InvalidType);
}
