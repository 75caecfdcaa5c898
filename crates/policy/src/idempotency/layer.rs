//! Idempotency layer.

use std::{borrow::Cow, pin::pin, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use isotype_core::{
    Call, CallError, CallOutput, CallResult, Code, ErrorDescription, Layer, Next, Policy, ProcedureError,
    ProcedureKind, RawInput, Registry, Stage,
};
use tokio::time::sleep;

use super::{ClaimResult, IdempotencyClaim, IdempotencyStore, StoredResponse, record_id, stored_response};
use crate::{HasCaller, IdempotencyKeyMissing, IdempotencyKeyReused, StoreError, caller::CallerIdentity};

/// Initial delay between polls for the response of a call in flight. It doubles with each poll, up to the maximum.
const INITIAL_POLL_INTERVAL: Duration = Duration::from_millis(5);
const MAX_POLL_INTERVAL: Duration = Duration::from_millis(250);

/// Application state with an idempotency store.
pub trait HasIdempotencyStore: HasCaller {
    /// Returns the store for responses of idempotent mutations.
    fn idempotency_store(&self) -> Arc<dyn IdempotencyStore>;
}

/// Layer that runs a mutation once per idempotency key, used by
/// [`IdempotencyExt::idempotent`](crate::IdempotencyExt::idempotent).
///
/// The client sends the key in the `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key-header), or in
/// `params.idempotencyKey` of a socket message. Keys are scoped to the caller and the procedure.
///
/// - A repeated key with the same input, compared byte by byte, gets the stored output or declared error. The procedure
///   does not run again, but its guards must still accept the call.
/// - A repeated key with a different input is rejected with [`IdempotencyKeyReused`].
/// - While the first call is in flight, repeated calls wait for its response.
/// - Internal errors, temporary errors and cancelled calls are not stored, so that the client can retry.
/// - Response headers, including cookies, are not stored.
///
/// A mutation takes effect exactly once if it stores its response in the same database transaction, with
/// `isotype_sql::Transaction::commit_with_response`. Otherwise the response is stored after the mutation has taken
/// effect. If the process dies in between, a repeated call takes effect again.
#[derive(Clone, Copy, Debug)]
pub struct Idempotency {
    ttl: Duration,
    required: bool,
}

impl Default for Idempotency {
    fn default() -> Self {
        Idempotency { ttl: Duration::from_secs(24 * 60 * 60), required: false }
    }
}

impl Idempotency {
    /// Sets the duration for which responses are kept. Default: one day.
    #[must_use]
    pub fn ttl(self, ttl: Duration) -> Idempotency {
        Idempotency { ttl, ..self }
    }

    /// Rejects calls without a key with [`IdempotencyKeyMissing`].
    #[must_use]
    pub fn require_key(self) -> Idempotency {
        Idempotency { required: true, ..self }
    }

    async fn run_once<S: HasIdempotencyStore>(&self, mut call: Call<S>, next: Next<'_, S>) -> CallResult {
        let (json, key) = match (&call.input, call.ctx.idempotency_key()) {
            (_, None) if self.required => return Err(IdempotencyKeyMissing::default().into_call_error()),
            (_, None) | (RawInput::Failed(_), _) => return next.run(call).await,
            (RawInput::Json(json), Some(key)) => (json.clone(), key.to_owned()),
            // Forms and raw bodies are streamed, so there are no bytes to compare.
            _ => {
                let message = "idempotency keys require a JSON input; send JSON or omit the key";
                return Err(CallError::protocol(Code::BadRequest, message));
            }
        };
        let caller = CallerIdentity::resolve(&mut call.ctx).await?;
        let store = call.ctx.state().idempotency_store();
        let claim = IdempotencyClaim::new(
            record_id::record_id(call.ctx.procedure_name(), &caller, &key),
            record_id::input_digest(&json),
            self.ttl,
        );
        if let Some(response) = acquire_or_wait(&*store, &claim).await? {
            next.authorize(&call.ctx).await?;
            return match response {
                StoredResponse::Output(json) => call.respond(json.get().as_bytes()),
                StoredResponse::Error { code, message, error } => {
                    Err(stored_response::replay_error(&code, message, &error))
                }
            };
        }
        call.ctx.insert_extension(claim.clone());
        let active = ActiveClaim { store, claim: Some(claim) };
        let envelope_len = call.envelope_len();
        let outcome = active.renew_while(next.run(call)).await;
        let response = match &outcome {
            Ok(CallOutput::Value(buffer)) => buffer.get(envelope_len..).and_then(StoredResponse::from_output_json),
            // Streams and deferred fields are not stored.
            Ok(_) => None,
            Err(error) => StoredResponse::from_error(error),
        };
        active.settle(response).await;
        outcome
    }
}

/// Acquires the claim and returns `None`, or waits for the response of the call that holds the claim.
async fn acquire_or_wait(
    store: &dyn IdempotencyStore,
    claim: &IdempotencyClaim,
) -> Result<Option<StoredResponse>, CallError> {
    let mut poll_interval = INITIAL_POLL_INTERVAL;
    loop {
        match store.claim(claim).await.map_err(store_unavailable)? {
            ClaimResult::Acquired => return Ok(None),
            ClaimResult::Existing { digest, .. } if digest != claim.digest() => {
                return Err(IdempotencyKeyReused::default().into_call_error());
            }
            ClaimResult::Existing { response: Some(response), .. } => return Ok(Some(response)),
            ClaimResult::Existing { response: None, .. } => {
                sleep(poll_interval).await;
                poll_interval = (poll_interval * 2).min(MAX_POLL_INTERVAL);
            }
        }
    }
}

/// Converts a store error to SERVICE_UNAVAILABLE, since it is unknown whether the mutation has already taken effect.
fn store_unavailable(error: StoreError) -> CallError {
    CallError::internal_with_code(Code::ServiceUnavailable, error)
}

/// Claim that is released if the call is dropped.
struct ActiveClaim {
    store: Arc<dyn IdempotencyStore>,
    claim: Option<IdempotencyClaim>,
}

impl ActiveClaim {
    /// Renews the claim until the call completes.
    async fn renew_while(&self, call: impl Future<Output = CallResult>) -> CallResult {
        let mut call = pin!(call);
        loop {
            let renew = async {
                sleep(self.store.lease() / 3).await;
                match &self.claim {
                    Some(claim) => self.store.renew(claim).await,
                    None => Ok(true),
                }
            };
            tokio::select! {
                outcome = &mut call => return outcome,
                renewed = renew => if let Err(error) = renewed {
                    tracing::warn!(error, "cannot renew idempotency claim");
                },
            }
        }
    }

    /// Stores the response, unless the handler has already stored it. Releases the claim if there is no response to
    /// store.
    async fn settle(mut self, response: Option<StoredResponse>) {
        let Some(claim) = self.claim.take().filter(|claim| !claim.is_stored()) else { return };
        let settled = match &response {
            Some(response) => self.store.complete(&claim, response).await,
            None => self.store.release(&claim).await,
        };
        match settled {
            Ok(true) => {}
            Ok(false) => tracing::warn!("idempotency claim lost while the mutation was in flight"),
            Err(error) => tracing::error!(error, "cannot store the response for an idempotency key"),
        }
    }
}

impl Drop for ActiveClaim {
    fn drop(&mut self) {
        let Some(claim) = self.claim.take() else { return };
        // Without a runtime, the claim cannot be released and expires with its lease.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let store = self.store.clone();
            runtime.spawn(async move {
                if let Err(error) = store.release(&claim).await {
                    tracing::warn!(error, "cannot release idempotency claim");
                }
            });
        }
    }
}

impl<S: HasIdempotencyStore> Layer<S> for Idempotency {
    fn call<'a>(&'a self, call: Call<S>, next: Next<'a, S>) -> BoxFuture<'a, CallResult> {
        match call.kind() {
            ProcedureKind::Mutation => Box::pin(self.run_once(call, next)),
            ProcedureKind::Query | ProcedureKind::Subscription => next.run(call),
        }
    }

    fn stage(&self) -> Stage {
        Stage::Idempotency
    }

    fn name(&self) -> Cow<'static, str> {
        "idempotency".into()
    }

    fn describe(&self, registry: &mut Registry, errors: &mut Vec<ErrorDescription>) {
        IdempotencyKeyReused::describe(registry, errors);
        if self.required {
            IdempotencyKeyMissing::describe(registry, errors);
        }
    }

    fn policy(&self) -> Option<Policy> {
        let ttl_ms = u64::try_from(self.ttl.as_millis()).unwrap_or(u64::MAX);
        Some(Policy::Idempotency { ttl_ms, required: self.required })
    }
}
