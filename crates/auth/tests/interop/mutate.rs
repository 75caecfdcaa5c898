//! Mutations of a valid token.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, crypto::sign};

use crate::generate::Token;

/// Returns the token and, if it is the plain valid one, all its mutations.
pub(crate) fn all_mutations(token: Token) -> Vec<Token> {
    let mut all = Vec::new();
    if token.case == "valid" {
        for (case, text) in mutate_without_key(&token.text) {
            all.push(Token { case: case.to_owned(), kind: token.kind.clone(), text, is_valid: false });
        }
        for (case, header, claims, is_valid) in mutate_and_sign(&token) {
            let text = sign_token(&token, &header, &claims);
            all.push(Token { case: case.to_owned(), kind: token.kind.clone(), text, is_valid });
        }
    }
    all.push(token);
    all
}

/// Returns tokens with invalid signatures, such as an attacker without the key can make.
fn mutate_without_key(token: &str) -> Vec<(&'static str, String)> {
    let parts: Vec<&str> = token.split('.').collect();
    let [header, claims, signature] = parts[..] else { panic!("expected 3 segments") };
    let json = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    let base64url = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    let reversed: String = signature.chars().rev().collect();
    let first = if signature.starts_with('A') { "B" } else { "A" };
    vec![
        ("empty string", String::new()),
        ("a missing segment", format!("{header}.{claims}")),
        ("an extra segment", format!("{token}.{signature}")),
        ("no signature", format!("{header}.{claims}.")),
        ("a reversed signature", format!("{header}.{claims}.{reversed}")),
        ("a signature with another first character", format!("{header}.{claims}.{first}{}", &signature[1..])),
        ("a truncated signature", format!("{header}.{claims}.{}", &signature[..signature.len() / 2])),
        ("a repeated signature", format!("{header}.{claims}.{signature}{signature}")),
        ("a zero signature", format!("{header}.{claims}.{}", BASE64_URL_SAFE_NO_PAD.encode([0; 64]))),
        ("another subject", format!("{header}.{}.{signature}", base64url(&json.replace("ann", "eve")))),
        ("empty claims", format!("{header}..{signature}")),
        ("alg: none", format!("{}.{claims}.", base64url(r#"{"alg":"none"}"#))),
        ("alg: none with a signature", format!("{}.{claims}.{signature}", base64url(r#"{"alg":"none"}"#))),
        (
            "alg: HS512 with the signature of another",
            format!("{}.{claims}.{signature}", base64url(r#"{"alg":"HS512"}"#)),
        ),
        ("another header", format!("{}.{claims}.{signature}", base64url(r#"{"alg": "ES256", "x": 1}"#))),
    ]
}

/// Returns the name, header, claims and expected validity of mutated tokens, to be signed with the valid key.
fn mutate_and_sign(token: &Token) -> Vec<(&'static str, String, String, bool)> {
    let claims = token.text.split('.').nth(1).unwrap();
    let valid = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    let (alg, unclosed) = (token.kind.alg, valid.trim_end_matches('}'));
    let header = |more: &str| format!(r#"{{"alg":"{alg}"{more}}}"#);
    let with = |more: &str| format!("{unclosed},{more}}}");
    let plain = header("");
    vec![
        ("signed again", plain.clone(), valid.clone(), true),
        (
            "jku and x5u",
            header(r#","jku":"https://evil.example/a","x5u":"https://evil.example/b""#),
            valid.clone(),
            true,
        ),
        ("crit: [exp]", header(r#","crit":["exp"],"exp":1"#), valid.clone(), false),
        ("crit: []", header(r#","crit":[]"#), valid.clone(), false),
        ("crit: unknown", header(r#","crit":["x"],"x":1"#), valid.clone(), false),
        ("b64: false, critical", header(r#","crit":["b64"],"b64":false"#), valid.clone(), false),
        ("b64: false", header(r#","b64":false"#), valid.clone(), false),
        ("typ: dpop+jwt", header(r#","typ":"dpop+jwt""#), valid.clone(), false),
        ("duplicate member in the header", header(&format!(r#","alg":"{alg}""#)), valid.clone(), false),
        ("duplicate member in the claims", plain.clone(), with(r#""sub":"eve""#), false),
        (
            "iss as an array",
            plain.clone(),
            valid.replace(r#""https://id.example""#, r#"["https://id.example"]"#),
            false,
        ),
        ("nbf: null", plain.clone(), with(r#""nbf":null"#), false),
        ("nbf as a string", plain.clone(), with(r#""nbf":"1""#), false),
        ("iat as a string", plain.clone(), valid.replace(r#""iat":"#, r#""iat":"now","was":"#), false),
        ("claims as an array", plain.clone(), format!("[{valid}]"), false),
        ("claims that are not JSON", plain.clone(), "hello".to_owned(), false),
        ("9 KiB", plain.clone(), with(&format!(r#""pad":"{}""#, "x".repeat(7 * 1024))), false),
        ("header as an array", format!("[{plain}]"), valid.clone(), false),
        ("header that is not JSON", "alg".to_owned(), valid.clone(), false),
        ("alg in lower case", plain.to_lowercase(), valid.clone(), false),
        ("alg: none with a valid signature", plain.replace(alg, "none"), valid, false),
    ]
}

fn sign_token(token: &Token, header: &str, claims: &str) -> String {
    let (algorithm, key) = match (token.kind.alg, token.kind.pem) {
        ("RS256", Some(pem)) => (Algorithm::RS256, EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap()),
        ("PS256", Some(pem)) => (Algorithm::PS256, EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap()),
        ("ES256", Some(pem)) => (Algorithm::ES256, EncodingKey::from_ec_pem(pem.as_bytes()).unwrap()),
        ("ES384", Some(pem)) => (Algorithm::ES384, EncodingKey::from_ec_pem(pem.as_bytes()).unwrap()),
        ("EdDSA", Some(pem)) => (Algorithm::EdDSA, EncodingKey::from_ed_pem(pem.as_bytes()).unwrap()),
        _ => (Algorithm::HS256, EncodingKey::from_secret(token.kind.secret.unwrap().as_bytes()).unwrap()),
    };
    let base64url = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    let signing_input = format!("{}.{}", base64url(header), base64url(claims));
    let signature = sign(signing_input.as_bytes(), &key, algorithm).unwrap();
    format!("{signing_input}.{signature}")
}
