//! Repetitions answered from a store.

use std::{borrow::Cow, pin::pin, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use isotype_core::{
    Call, CallError, CallOutput, CallResult, Code, ErrorDescription, Layer, Next, Policy, ProcedureError,
    ProcedureKind, RawInput, Registry, Stage,
};
use tokio::time::sleep;

use super::{ClaimResult, IdempotencyClaim, IdempotencyStore, StoreError, StoredResponse, record_id, stored_response};
use crate::{HasCaller, IdempotencyKeyMissing, IdempotencyKeyReused, caller::CallerIdentity};

/// How long a repetition waits before it looks again whether the first is done: doubled each time, up to a quarter of a second.
const INITIAL_POLL_INTERVAL: Duration = Duration::from_millis(5);
const MAX_POLL_INTERVAL: Duration = Duration::from_millis(250);

/// An application that stores answers.
pub trait HasIdempotencyStore: HasCaller {
    /// Where it stores them.
    fn idempotency_store(&self) -> Arc<dyn IdempotencyStore>;
}

/// Does a mutation once under the key that its caller gave it: [`IdempotencyExt::idempotent`](crate::IdempotencyExt::idempotent).
///
/// The key comes by the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header), or by `params.idempotencyKey` in a
/// socket's message. It is one key of this caller for this procedure: the same key of another caller, or for another procedure, is
/// another key.
///
/// - The same key with the same input gets the same answer, be it the output or a declared error, and the procedure does not run. Its
///   proof must hold again, and all fences. Input is the same when it has the same bytes.
/// - The same key with other input is refused with [`KeyReused`](crate::KeyReused).
/// - While the first is under way, others wait for it.
/// - What failed inside, or for a passing reason, is not stored: it can be tried again. So is what was given up halfway.
/// - Headers are not stored, cookies least of all: a repetition gets none of those that the procedure has set.
///
/// It takes effect exactly once where the procedure stores its answer in the transaction of the effect itself
/// (`isotype_sql::Transaction::commit_answer`). Elsewhere the answer is stored behind the effect: if the process ends between the two,
/// a repetition takes effect again.
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
    /// For how long an answer is kept. Default: a day.
    #[must_use]
    pub fn ttl(self, time: Duration) -> Idempotency {
        Idempotency { ttl: time, ..self }
    }

    /// Refuses calls without a key.
    #[must_use]
    pub fn require_key(self) -> Idempotency {
        Idempotency { required: true, ..self }
    }

    async fn run_once<S: HasIdempotencyStore>(&self, mut call: Call<S>, next: Next<'_, S>) -> CallResult {
        let (json, key) = match (&call.input, call.ctx.idempotency_key()) {
            (_, None) if self.required => return Err(IdempotencyKeyMissing::default().into_call_error()),
            (_, None) | (RawInput::Failed(_), _) => return next.run(call).await,
            (RawInput::Body(_), _) => {
                let message =
                    "an idempotency key goes with JSON only: what else is sent is not held until it can be compared";
                return Err(CallError::protocol(Code::BadRequest, message));
            }
            (RawInput::Json(json), Some(key)) => (json.clone(), key.to_owned()),
        };
        let who = CallerIdentity::resolve(&mut call.ctx).await?;
        let answers = call.ctx.state().idempotency_store();
        let claim = IdempotencyClaim::new(
            record_id::record_id(call.ctx.procedure_name(), &who, &key),
            record_id::input_digest(&json),
            self.ttl,
        );
        if let Some(answer) = acquire_or_wait(&*answers, &claim).await? {
            next.authorize(&call.ctx).await?;
            return match answer {
                StoredResponse::Output(json) => call.respond(json.get().as_bytes()),
                StoredResponse::Error { code, message, error } => {
                    Err(stored_response::replay_error(&code, message, &error))
                }
            };
        }
        call.ctx.insert_extension(claim.clone());
        let held = ActiveClaim { answers, claim: Some(claim) };
        let opening = call.envelope_len();
        let outcome = held.renew_while(next.run(call)).await;
        let answer = match &outcome {
            Ok(CallOutput::Value(buffer)) => buffer.get(opening..).and_then(StoredResponse::from_output_json),
            // A stream is not stored.
            Ok(_) => None,
            Err(error) => StoredResponse::from_error(error),
        };
        held.settle(answer).await;
        outcome
    }
}

/// Takes the claim, or else waits for the answer of whoever has it.
async fn acquire_or_wait(
    store: &dyn IdempotencyStore,
    claim: &IdempotencyClaim,
) -> Result<Option<StoredResponse>, CallError> {
    let mut look = INITIAL_POLL_INTERVAL;
    loop {
        match store.claim(claim).await.map_err(store_unavailable)? {
            ClaimResult::Acquired => return Ok(None),
            ClaimResult::Existing { digest, .. } if digest != claim.digest() => {
                return Err(IdempotencyKeyReused::default().into_call_error());
            }
            ClaimResult::Existing { response: Some(answer), .. } => return Ok(Some(answer)),
            ClaimResult::Existing { response: None, .. } => {
                sleep(look).await;
                look = (look * 2).min(MAX_POLL_INTERVAL);
            }
        }
    }
}

/// Without its store nobody knows whether a mutation was made already.
fn store_unavailable(error: StoreError) -> CallError {
    CallError::internal_with_code(Code::ServiceUnavailable, error)
}

/// A claim that is given back when its call is dropped.
struct ActiveClaim {
    answers: Arc<dyn IdempotencyStore>,
    claim: Option<IdempotencyClaim>,
}

impl ActiveClaim {
    /// Renews the claim for as long as the call takes.
    async fn renew_while(&self, call: impl Future<Output = CallResult>) -> CallResult {
        let mut call = pin!(call);
        loop {
            let renew = async {
                sleep(self.answers.lease() / 3).await;
                match &self.claim {
                    Some(claim) => self.answers.renew(claim).await,
                    None => Ok(true),
                }
            };
            tokio::select! {
                outcome = &mut call => return outcome,
                renewed = renew => if let Err(error) = renewed {
                    tracing::warn!(error, "a claim on an idempotency key was not renewed");
                },
            }
        }
    }

    /// Stores what can be given again, unless the procedure has done so; gives the claim back otherwise.
    async fn settle(mut self, answer: Option<StoredResponse>) {
        let Some(claim) = self.claim.take().filter(|claim| !claim.is_stored()) else { return };
        let settled = match &answer {
            Some(answer) => self.answers.complete(&claim, answer).await,
            None => self.answers.release(&claim).await,
        };
        match settled {
            Ok(true) => {}
            Ok(false) => tracing::warn!("an idempotency key was taken over while its mutation was still under way"),
            Err(error) => tracing::error!(error, "the answer to a mutation was not stored under its idempotency key"),
        }
    }
}

impl Drop for ActiveClaim {
    fn drop(&mut self) {
        let Some(claim) = self.claim.take() else { return };
        // Without a runtime the lease ends by itself.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let answers = self.answers.clone();
            runtime.spawn(async move {
                if let Err(error) = answers.release(&claim).await {
                    tracing::warn!(error, "a claim on an idempotency key was not given back");
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
