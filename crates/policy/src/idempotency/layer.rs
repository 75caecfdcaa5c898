//! Repetitions answered from a store.

use std::{borrow::Cow, pin::pin, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use isotype_core::{
    CallError, Code, DescribedError, Invocation, Kind, Layer, LayerOutcome, LayerOutput, Next, Policy, ProcedureError,
    RawInput, Registry, Stage,
};
use tokio::time::sleep;

use super::{Answers, Claim, Found, StoreError, Stored, id, stored};
use crate::{Callers, KeyMissing, KeyReused, caller::Who};

/// How long a repetition waits before it looks again whether the first is done: doubled each time, up to a quarter of a second.
const FIRST_LOOK: Duration = Duration::from_millis(5);
const LAST_LOOK: Duration = Duration::from_millis(250);

/// An application that stores answers.
pub trait Idempotent: Callers {
    /// Where it stores them.
    fn answers(&self) -> Arc<dyn Answers>;
}

/// Does a mutation once under the key that its caller gave it: [`Once::idempotent`](crate::Once::idempotent).
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
    keep: Duration,
    required: bool,
}

impl Default for Idempotency {
    fn default() -> Self {
        Idempotency { keep: Duration::from_secs(24 * 60 * 60), required: false }
    }
}

impl Idempotency {
    /// For how long an answer is kept. Default: a day.
    #[must_use]
    pub fn keep(self, time: Duration) -> Idempotency {
        Idempotency { keep: time, ..self }
    }

    /// Refuses calls without a key.
    #[must_use]
    pub fn required(self) -> Idempotency {
        Idempotency { required: true, ..self }
    }

    async fn once<S: Idempotent>(&self, mut call: Invocation<S>, next: Next<'_, S>) -> LayerOutcome {
        let (json, key) = match (&call.input, call.ctx.idempotency_key()) {
            (_, None) if self.required => return Err(KeyMissing::default().into_call_error()),
            (_, None) | (RawInput::Broken(_), _) => return next.run(call).await,
            (RawInput::Body(_), _) => {
                let message =
                    "an idempotency key goes with JSON only: what else is sent is not held until it can be compared";
                return Err(CallError::protocol(Code::BadRequest, message));
            }
            (RawInput::Json(json), Some(key)) => (json.clone(), key.to_owned()),
        };
        let who = Who::of(&mut call.ctx).await?;
        let answers = call.ctx.state().answers();
        let claim = Claim::new(id::id(call.ctx.name(), &who, &key), id::digest(&json), self.keep);
        if let Some(answer) = first(&*answers, &claim).await? {
            next.prove(&call.ctx).await?;
            return match answer {
                Stored::Output(json) => call.answer(json.get().as_bytes()),
                Stored::Failed { code, message, error } => Err(stored::again(&code, message, &error)),
            };
        }
        call.ctx.hand(claim.clone());
        let held = Held { answers, claim: Some(claim) };
        let opening = call.opening();
        let outcome = held.renewing(next.run(call)).await;
        let answer = match &outcome {
            Ok(LayerOutput::Value(buffer)) => buffer.get(opening..).and_then(Stored::output),
            // A stream is not stored.
            Ok(_) => None,
            Err(error) => Stored::failed(error),
        };
        held.settle(answer).await;
        outcome
    }
}

/// Takes the claim, or else waits for the answer of whoever has it.
async fn first(answers: &dyn Answers, claim: &Claim) -> Result<Option<Stored>, CallError> {
    let mut look = FIRST_LOOK;
    loop {
        match answers.claim(claim).await.map_err(away)? {
            Found::Nothing => return Ok(None),
            Found::Taken { digest, .. } if digest != claim.digest() => {
                return Err(KeyReused::default().into_call_error());
            }
            Found::Taken { answer: Some(answer), .. } => return Ok(Some(answer)),
            Found::Taken { answer: None, .. } => {
                sleep(look).await;
                look = (look * 2).min(LAST_LOOK);
            }
        }
    }
}

/// Without its store nobody knows whether a mutation was made already.
fn away(error: StoreError) -> CallError {
    CallError::internal_as(Code::ServiceUnavailable, error)
}

/// A claim that is given back when its call is dropped.
struct Held {
    answers: Arc<dyn Answers>,
    claim: Option<Claim>,
}

impl Held {
    /// Renews the claim for as long as the call takes.
    async fn renewing(&self, call: impl Future<Output = LayerOutcome>) -> LayerOutcome {
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
    async fn settle(mut self, answer: Option<Stored>) {
        let Some(claim) = self.claim.take().filter(|claim| !claim.is_kept()) else { return };
        let settled = match &answer {
            Some(answer) => self.answers.keep(&claim, answer).await,
            None => self.answers.release(&claim).await,
        };
        match settled {
            Ok(true) => {}
            Ok(false) => tracing::warn!("an idempotency key was taken over while its mutation was still under way"),
            Err(error) => tracing::error!(error, "the answer to a mutation was not stored under its idempotency key"),
        }
    }
}

impl Drop for Held {
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

impl<S: Idempotent> Layer<S> for Idempotency {
    fn call<'a>(&'a self, call: Invocation<S>, next: Next<'a, S>) -> BoxFuture<'a, LayerOutcome> {
        match call.kind {
            Kind::Mutation => Box::pin(self.once(call, next)),
            Kind::Query | Kind::Subscription => next.run(call),
        }
    }

    fn stage(&self) -> Stage {
        Stage::Idempotency
    }

    fn name(&self) -> Cow<'static, str> {
        "idempotency".into()
    }

    fn describe(&self, registry: &mut Registry, errors: &mut Vec<DescribedError>) {
        KeyReused::describe(registry, errors);
        if self.required {
            KeyMissing::describe(registry, errors);
        }
    }

    fn policy(&self) -> Option<Policy> {
        let ms = u64::try_from(self.keep.as_millis()).unwrap_or(u64::MAX);
        Some(Policy::Idempotency { ms, required: self.required })
    }
}
