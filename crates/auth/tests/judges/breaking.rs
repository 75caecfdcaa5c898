//! A good token, broken in every way.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, crypto::sign};

use crate::minting::Token;

/// The token itself, and when it is the plain good one, what it can be made into.
pub(crate) fn all_mutations(token: Token) -> Vec<Token> {
    let mut all = Vec::new();
    if token.case == "good" {
        for (case, text) in changed(&token.text) {
            all.push(Token { case: case.to_owned(), kind: token.kind.clone(), text, is_valid: false });
        }
        for (case, header, claims, is_good) in resigned(&token) {
            let text = signed(&token, &header, &claims);
            all.push(Token { case: case.to_owned(), kind: token.kind.clone(), text, is_valid: is_good });
        }
    }
    all.push(token);
    all
}

/// Without a key.
fn changed(token: &str) -> Vec<(&'static str, String)> {
    let parts: Vec<&str> = token.split('.').collect();
    let [header, claims, signature] = parts[..] else { panic!("three parts") };
    let json = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    let flipped: String = signature.chars().rev().collect();
    let first = if signature.starts_with('A') { "B" } else { "A" };
    vec![
        ("nothing", String::new()),
        ("a part less", format!("{header}.{claims}")),
        ("a part more", format!("{token}.{signature}")),
        ("no signature", format!("{header}.{claims}.")),
        ("a signature backwards", format!("{header}.{claims}.{flipped}")),
        ("a signature with another first letter", format!("{header}.{claims}.{first}{}", &signature[1..])),
        ("half a signature", format!("{header}.{claims}.{}", &signature[..signature.len() / 2])),
        ("a signature twice", format!("{header}.{claims}.{signature}{signature}")),
        ("a zero signature", format!("{header}.{claims}.{}", BASE64_URL_SAFE_NO_PAD.encode([0; 64]))),
        ("another subject", format!("{header}.{}.{signature}", part(&json.replace("ann", "eve")))),
        ("empty claims", format!("{header}..{signature}")),
        ("alg: none", format!("{}.{claims}.", part(r#"{"alg":"none"}"#))),
        ("alg: none, signed", format!("{}.{claims}.{signature}", part(r#"{"alg":"none"}"#))),
        ("alg: HS512, not signed so", format!("{}.{claims}.{signature}", part(r#"{"alg":"HS512"}"#))),
        ("a header of another text", format!("{}.{claims}.{signature}", part(r#"{"alg": "ES256", "x": 1}"#))),
    ]
}

/// By the right key.
fn resigned(token: &Token) -> Vec<(&'static str, String, String, bool)> {
    let claims = token.text.split('.').nth(1).unwrap();
    let good = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    let (alg, open) = (token.kind.alg, good.trim_end_matches('}'));
    let header = |more: &str| format!(r#"{{"alg":"{alg}"{more}}}"#);
    let with = |more: &str| format!("{open},{more}}}");
    let plain = header("");
    vec![
        ("signed anew", plain.clone(), good.clone(), true),
        (
            "jku and x5u that nobody asked for",
            header(r#","jku":"https://evil.example/a","x5u":"https://evil.example/b""#),
            good.clone(),
            true,
        ),
        ("crit: [exp]", header(r#","crit":["exp"],"exp":1"#), good.clone(), false),
        ("crit: []", header(r#","crit":[]"#), good.clone(), false),
        ("crit: unknown", header(r#","crit":["x"],"x":1"#), good.clone(), false),
        ("b64: false, critical", header(r#","crit":["b64"],"b64":false"#), good.clone(), false),
        ("b64: false", header(r#","b64":false"#), good.clone(), false),
        ("typ: dpop+jwt", header(r#","typ":"dpop+jwt""#), good.clone(), false),
        ("a member twice in the header", header(&format!(r#","alg":"{alg}""#)), good.clone(), false),
        ("a member twice in the claims", plain.clone(), with(r#""sub":"eve""#), false),
        ("iss in a list", plain.clone(), good.replace(r#""https://id.example""#, r#"["https://id.example"]"#), false),
        ("nbf: null", plain.clone(), with(r#""nbf":null"#), false),
        ("nbf as text", plain.clone(), with(r#""nbf":"1""#), false),
        ("iat as text", plain.clone(), good.replace(r#""iat":"#, r#""iat":"now","was":"#), false),
        ("claims that are a list", plain.clone(), format!("[{good}]"), false),
        ("claims that are text", plain.clone(), "hello".to_owned(), false),
        ("9 KiB", plain.clone(), with(&format!(r#""pad":"{}""#, "x".repeat(7 * 1024))), false),
        ("a header that is a list", format!("[{plain}]"), good.clone(), false),
        ("a header that is no JSON", "alg".to_owned(), good.clone(), false),
        ("alg of another case", plain.to_lowercase(), good.clone(), false),
        ("alg: none, rightly signed", plain.replace(alg, "none"), good, false),
    ]
}

fn signed(token: &Token, header: &str, claims: &str) -> String {
    let (algorithm, key) = match (token.kind.alg, token.kind.pem) {
        ("RS256", Some(pem)) => (Algorithm::RS256, EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap()),
        ("PS256", Some(pem)) => (Algorithm::PS256, EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap()),
        ("ES256", Some(pem)) => (Algorithm::ES256, EncodingKey::from_ec_pem(pem.as_bytes()).unwrap()),
        ("ES384", Some(pem)) => (Algorithm::ES384, EncodingKey::from_ec_pem(pem.as_bytes()).unwrap()),
        ("EdDSA", Some(pem)) => (Algorithm::EdDSA, EncodingKey::from_ed_pem(pem.as_bytes()).unwrap()),
        _ => (Algorithm::HS256, EncodingKey::from_secret(token.kind.secret.unwrap().as_bytes())),
    };
    let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    let message = format!("{}.{}", part(header), part(claims));
    let signature = sign(message.as_bytes(), &key, algorithm).unwrap();
    format!("{message}.{signature}")
}
