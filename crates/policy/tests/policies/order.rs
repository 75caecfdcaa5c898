//! Tests of the order of policies and of their description in the contract.

use std::time::Duration;

use isotype_core::{Ctx, Policy, Public, RateLimitKey, Router, mutation};
use isotype_policy::{ConcurrencyLimit, IdempotencyExt, PolicyExt, Rate};

use crate::app::{App, User};

const WRITES: Rate = Rate::new("writes", 60, Duration::from_secs(60));

async fn write(_: Ctx<App, Public>, _: ()) {}

/// Returns an API whose policies are added in a different order than that of their stages.
fn api() -> Router<App> {
    let write = mutation(write).layer(ConcurrencyLimit::new(4)).idempotent().timeout(Duration::from_secs(5));
    let inner = Router::new().procedure("write", write).require::<User>().load_shed(100);
    Router::new().nest("posts", inner).rate(WRITES).timeout(Duration::from_secs(30))
}

#[test]
fn stages_determine_the_order() {
    let audit = api().audit();
    let layers: Vec<&str> = audit.procedures[0].layers.iter().map(|name| &**name).collect();
    let expected =
        ["timeout 30s", "timeout 5s", "load_shed 100", "rate writes", "require User", "idempotency", "concurrency 4"];
    assert_eq!(layers, expected);
}

#[test]
fn contract_lists_policies_and_their_errors() {
    let contract = api().contract().unwrap();
    let procedure = &contract.procedures[0];
    assert_eq!(
        procedure.policies,
        [
            Policy::Timeout { ms: 30_000 },
            Policy::Timeout { ms: 5_000 },
            Policy::LoadShed { max_calls: 100 },
            Policy::RateLimit {
                name: "writes".to_owned(),
                max_calls: 60,
                period_ms: 60_000,
                key: RateLimitKey::Caller
            },
            Policy::Idempotency { ttl_ms: 86_400_000, required: false },
            Policy::Concurrency { max_calls: 4 },
        ]
    );
    let errors: Vec<_> = procedure.errors.iter().flat_map(|error| &error.variants).map(|it| &*it.name).collect();
    assert_eq!(errors, ["TimedOut", "Overloaded", "TooManyRequests", "Unauthorized", "IdempotencyKeyReused"]);
    assert!(procedure.public && procedure.guards == ["User"]);
    let parsed = isotype_contract::Contract::from_json(&contract.to_json()).unwrap();
    assert_eq!(parsed.procedures[0].policies, procedure.policies);
}

#[test]
#[should_panic(expected = "idempotency applies to mutations only, found a query")]
fn rejects_idempotent_queries() {
    async fn read(_: Ctx<App, Public>, _: ()) {}
    let _ = isotype_core::query(read).idempotent();
}
