//! Other implementations, as programs that read and write JSON.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::{Value, json};

use crate::minting::{AUDIENCE, ISSUER, KeyCase, LEEWAY, Token};

pub(crate) type Verdicts = Vec<bool>;

pub(crate) struct Implementation {
    pub(crate) name: &'static str,
    program: PathBuf,
    script: PathBuf,
}

impl Implementation {
    /// Both, or none and a loud line; under CI they have to be there.
    pub(crate) fn all() -> Option<Vec<Implementation>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
        let python = root.join("target/python/bin/python");
        let python = if python.exists() { python } else { PathBuf::from("python3") };
        let judges = [
            Implementation { name: "jose", program: "node".into(), script: root.join("tests/jose/jose.mjs") },
            Implementation { name: "joserfc", program: python, script: root.join("tests/jose/joserfc_tokens.py") },
        ];
        let is_missing = |judge: &&Implementation| judge.run("judge", json!([])).is_none();
        let missing: Vec<&str> = judges.iter().filter(is_missing).map(|judge| judge.name).collect();
        if missing.is_empty() {
            return Some(judges.into());
        }
        let how = "`npm ci` brings jose; python3 -m venv target/python && target/python/bin/pip install joserfc";
        assert!(std::env::var_os("CI").is_none(), "{missing:?} cannot be asked: {how}");
        eprintln!("SKIPPED: {missing:?} cannot be asked: {how}");
        None
    }

    /// Tokens of every kind and every set of claims.
    pub(crate) fn sign(&self, kinds: &[KeyCase]) -> Vec<Token> {
        let items = kinds.iter().map(|kind| {
            let claims: Vec<&Value> = kind.claims.iter().map(|set| &set.claims).collect();
            json!({ "alg": kind.alg, "pem": kind.pem, "secret": kind.secret, "claims": claims })
        });
        let minted: Vec<Vec<String>> = serde_json::from_value(self.run("mint", items.collect()).unwrap()).unwrap();
        let tokens = kinds.iter().zip(minted).flat_map(|(kind, tokens)| {
            let named = kind.claims.iter().zip(tokens);
            named.map(|(set, text)| Token {
                case: set.case.to_owned(),
                kind: kind.clone(),
                text,
                is_valid: set.is_valid,
            })
        });
        tokens.collect()
    }

    pub(crate) fn verify(&self, tokens: &[Token]) -> Verdicts {
        let items =
            tokens.iter().map(|token| json!({ "alg": token.kind.alg, "jwk": token.kind.jwk, "token": token.text }));
        serde_json::from_value(self.run("judge", items.collect()).unwrap()).unwrap()
    }

    fn run(&self, what: &str, items: Value) -> Option<Value> {
        let asked = json!({ "issuer": ISSUER, "audience": AUDIENCE, "skew": LEEWAY, "items": items });
        let mut command = Command::new(&self.program);
        command.arg(&self.script).arg(what).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().ok()?;
        let mut stdin = child.stdin.take()?;
        let writing = std::thread::spawn(move || stdin.write_all(asked.to_string().as_bytes()));
        let output = child.wait_with_output().ok()?;
        // One that is missing ends before it has read.
        writing.join().ok();
        output.status.success().then(|| serde_json::from_slice(&output.stdout).ok())?
    }
}
