//! Other JWT implementations, run as programs that read and write JSON.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::{Value, json};

use crate::generate::{AUDIENCE, ISSUER, KeyCase, LEEWAY, Token};

/// One result per token: `true` if it was accepted.
pub(crate) type Outcomes = Vec<bool>;

pub(crate) struct Implementation {
    pub(crate) name: &'static str,
    program: PathBuf,
    script: PathBuf,
}

impl Implementation {
    /// Returns both implementations, or `None` if one is not installed. In CI, panics instead.
    pub(crate) fn all() -> Option<Vec<Implementation>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
        // Never the system's Python: its joserfc may be older and accept different tokens.
        let python = root.join("target/python/bin/python");
        let implementations = [
            Implementation { name: "jose", program: "node".into(), script: root.join("tests/jose/jose.mjs") },
            Implementation { name: "joserfc", program: python, script: root.join("tests/jose/joserfc_tokens.py") },
        ];
        let is_missing = |it: &&Implementation| it.run("verify", json!([])).is_none();
        let missing: Vec<&str> = implementations.iter().filter(is_missing).map(|it| it.name).collect();
        if missing.is_empty() {
            return Some(implementations.into());
        }
        let install = "run `npm ci` for jose; for joserfc 1, run `python3 -m venv target/python && target/python/bin/pip install 'joserfc==1.*'`";
        assert!(std::env::var_os("CI").is_none(), "cannot run {missing:?}: {install}");
        eprintln!("SKIPPED: cannot run {missing:?}: {install}");
        None
    }

    /// Signs tokens with every key and every set of claims.
    pub(crate) fn sign(&self, kinds: &[KeyCase]) -> Vec<Token> {
        let items = kinds.iter().map(|kind| {
            let claims: Vec<&Value> = kind.claims.iter().map(|set| &set.claims).collect();
            json!({ "alg": kind.alg, "pem": kind.pem, "secret": kind.secret, "claims": claims })
        });
        let signed: Vec<Vec<String>> = serde_json::from_value(self.run("sign", items.collect()).unwrap()).unwrap();
        let tokens = kinds.iter().zip(signed).flat_map(|(kind, tokens)| {
            let cases = kind.claims.iter().zip(tokens);
            cases.map(|(set, text)| Token {
                case: set.case.to_owned(),
                kind: kind.clone(),
                text,
                is_valid: set.is_valid,
            })
        });
        tokens.collect()
    }

    pub(crate) fn verify(&self, tokens: &[Token]) -> Outcomes {
        let items =
            tokens.iter().map(|token| json!({ "alg": token.kind.alg, "jwk": token.kind.jwk, "token": token.text }));
        serde_json::from_value(self.run("verify", items.collect()).unwrap()).unwrap()
    }

    fn run(&self, command_name: &str, items: Value) -> Option<Value> {
        let request = json!({ "issuer": ISSUER, "audience": AUDIENCE, "leeway": LEEWAY, "items": items });
        let mut command = Command::new(&self.program);
        command.arg(&self.script).arg(command_name).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().ok()?;
        let mut stdin = child.stdin.take()?;
        let writer = std::thread::spawn(move || stdin.write_all(request.to_string().as_bytes()));
        let output = child.wait_with_output().ok()?;
        // Ignore errors, since a program that fails to start does not read its input.
        writer.join().ok();
        output.status.success().then(|| serde_json::from_slice(&output.stdout).ok())?
    }
}
