use std::{env, fs, path::Path};

use isotype_contract::{
    Audit, Contract, IntegerEncoding, Policy, ProcedureAudit, ProcedureKind, RateLimitKey, SourceLocation,
};

use super::table;

fn procedure_audit(
    name: &str,
    kind: Option<ProcedureKind>,
    guards: &[&str],
    policies: Vec<Policy>,
    layers: &[&str],
) -> ProcedureAudit {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let source = SourceLocation { file: "src/api.rs".to_owned(), line: 7, column: 1 };
    ProcedureAudit {
        name: name.to_owned(),
        kind,
        source,
        guards: owned(guards),
        public: false,
        policies,
        layers: owned(layers),
    }
}

fn audit() -> Audit {
    let rate =
        |name: &str, max_calls, period_ms, key| Policy::RateLimit { name: name.to_owned(), max_calls, period_ms, key };
    let sign_in = vec![
        rate("sign-in", 5, 60_000, RateLimitKey::CallerAndProcedure),
        rate("guess", 20, 60_000, RateLimitKey::Ip),
        rate("all", 1000, 1_000, RateLimitKey::Global),
    ];
    let create = vec![
        Policy::Timeout { ms: 2_500 },
        Policy::LoadShed { max_calls: 500 },
        rate("writes", 60, 60_000, RateLimitKey::Caller),
        Policy::Idempotency { ttl_ms: 86_400_000, required: false },
        Policy::Concurrency { max_calls: 4 },
    ];
    let pay = vec![Policy::Idempotency { ttl_ms: 90_000, required: true }];
    let procedures = vec![
        ProcedureAudit {
            public: true,
            ..procedure_audit("auth.signIn", Some(ProcedureKind::Mutation), &[], sign_in, &["rate sign-in", "rate all"])
        },
        procedure_audit("legacy.*", None, &[], Vec::new(), &[]),
        procedure_audit(
            "posts.create",
            Some(ProcedureKind::Mutation),
            &["User", "Tenant"],
            create,
            &["timeout 2.5s", "require Tenant"],
        ),
        procedure_audit(
            "posts.pay",
            Some(ProcedureKind::Mutation),
            &["User"],
            pay,
            &["timeout 2.5s", "require Tenant"],
        ),
    ];
    Audit { deny_unprotected: true, procedures }
}

#[test]
fn renders_a_row_per_procedure() {
    let integers = IntegerEncoding::default();
    let contract = Contract { integers, guards: Vec::new(), procedures: Vec::new(), types: Vec::new() };
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/audit.txt");
    let table = table(&audit(), &contract);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&golden, &table).unwrap();
    }
    assert_eq!(
        table,
        fs::read_to_string(golden).unwrap(),
        "audit.txt is stale; to update it, run `UPDATE_GOLDEN=1 cargo test -p isotype-codegen`"
    );
}

#[test]
fn reports_unprotected_procedures_with_their_location() {
    let mut audit = audit();
    assert_eq!(
        audit.check().unwrap_err().to_string(),
        "`Router::deny_unprotected` requires an access policy for every procedure:\n  - `legacy.*` (src/api.rs:7:1) has no \
         access policy: name a guard in its context, or `Public` if it needs none"
    );
    audit.deny_unprotected = false;
    assert!(audit.check().is_ok());
}
