use std::{env, fs, path::Path};

use isotype_contract::{Audit, Audited, Contract, Counted, Integers, Kind, Policy, Source};

use super::table;

fn audited(name: &str, kind: Option<Kind>, proofs: &[&str], policies: Vec<Policy>, layers: &[&str]) -> Audited {
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let source = Source { file: "src/api.rs".to_owned(), line: 7, column: 1 };
    Audited { name: name.to_owned(), kind, source, proofs: own(proofs), public: false, policies, layers: own(layers) }
}

fn audit() -> Audit {
    let rate = |class: &str, calls, ms, of| Policy::Rate { class: class.to_owned(), calls, ms, of };
    let sign_in = vec![
        rate("sign-in", 5, 60_000, Counted::CallerAndProcedure),
        rate("guess", 20, 60_000, Counted::Address),
        rate("all", 1000, 1_000, Counted::All),
    ];
    let create = vec![
        Policy::Timeout { ms: 2_500 },
        Policy::Shed { calls: 500 },
        rate("writes", 60, 60_000, Counted::Caller),
        Policy::Idempotency { ms: 86_400_000, required: false },
        Policy::Concurrency { calls: 4 },
    ];
    let pay = vec![Policy::Idempotency { ms: 90_000, required: true }];
    let procedures = vec![
        Audited {
            public: true,
            ..audited("auth.signIn", Some(Kind::Mutation), &[], sign_in, &["rate sign-in", "rate all"])
        },
        audited("legacy.*", None, &[], Vec::new(), &[]),
        audited("posts.create", Some(Kind::Mutation), &["User", "Tenant"], create, &["timeout 2.5s", "require Tenant"]),
        audited("posts.pay", Some(Kind::Mutation), &["User"], pay, &["timeout 2.5s", "require Tenant"]),
    ];
    Audit { deny_unstated: true, procedures }
}

#[test]
fn every_procedure_is_in_the_table() {
    let (integers, proofs) = (Integers::default(), Vec::new());
    let contract = Contract { integers, proofs, procedures: Vec::new(), types: Vec::new() };
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/audit.txt");
    let table = table(&audit(), &contract);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&golden, &table).unwrap();
    }
    assert_eq!(
        table,
        fs::read_to_string(golden).unwrap(),
        "if this is meant: UPDATE_GOLDEN=1 cargo test -p isotype-codegen"
    );
}

#[test]
fn who_states_nothing_is_named_with_its_place() {
    let mut audit = audit();
    assert_eq!(
        audit.check().unwrap_err().to_string(),
        "`Router::deny_unstated` asks every procedure who may call it:\n  - legacy.* (src/api.rs:7:1) states no policy: \
         name a proof in its context, or `Public` if anybody may call it"
    );
    audit.deny_unstated = false;
    assert!(audit.check().is_ok());
}
