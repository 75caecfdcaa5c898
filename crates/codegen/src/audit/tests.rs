use std::{env, fs, path::Path};

use isotype_contract::{
    Audit, Contract, IntegerEncoding, Policy, ProcedureAudit, ProcedureKind, RateLimitKey, SourceLocation,
};

use super::table;

fn audited(
    name: &str,
    kind: Option<ProcedureKind>,
    proofs: &[&str],
    policies: Vec<Policy>,
    layers: &[&str],
) -> ProcedureAudit {
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let source = SourceLocation { file: "src/api.rs".to_owned(), line: 7, column: 1 };
    ProcedureAudit {
        name: name.to_owned(),
        kind,
        source,
        guards: own(proofs),
        public: false,
        policies,
        layers: own(layers),
    }
}

fn audit() -> Audit {
    let rate = |class: &str, calls, ms, of| Policy::RateLimit {
        name: class.to_owned(),
        max_calls: calls,
        period_ms: ms,
        key: of,
    };
    let sign_in = vec![
        rate("sign-in", 5, 60_000, RateLimitKey::CallerAndProcedure),
        rate("guess", 20, 60_000, RateLimitKey::Ip),
        rate("all", 1000, 1_000, RateLimitKey::Global),
    ];
    let create = vec![
        Policy::Timeout { ttl_ms: 2_500 },
        Policy::LoadShed { max_calls: 500 },
        rate("writes", 60, 60_000, RateLimitKey::Caller),
        Policy::Idempotency { ms: 86_400_000, required: false },
        Policy::Concurrency { max_calls: 4 },
    ];
    let pay = vec![Policy::Idempotency { ms: 90_000, required: true }];
    let procedures = vec![
        ProcedureAudit {
            public: true,
            ..audited("auth.signIn", Some(ProcedureKind::Mutation), &[], sign_in, &["rate sign-in", "rate all"])
        },
        audited("legacy.*", None, &[], Vec::new(), &[]),
        audited(
            "posts.create",
            Some(ProcedureKind::Mutation),
            &["User", "Tenant"],
            create,
            &["timeout 2.5s", "require Tenant"],
        ),
        audited("posts.pay", Some(ProcedureKind::Mutation), &["User"], pay, &["timeout 2.5s", "require Tenant"]),
    ];
    Audit { deny_unprotected: true, procedures }
}

#[test]
fn every_procedure_is_in_the_table() {
    let (integers, proofs) = (IntegerEncoding::default(), Vec::new());
    let contract = Contract { integers, guards: proofs, procedures: Vec::new(), types: Vec::new() };
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
    audit.deny_unprotected = false;
    assert!(audit.check().is_ok());
}
