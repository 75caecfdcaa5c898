//! Names to procedures, and the one funnel.

use std::{
    any::Any,
    borrow::Cow,
    collections::BTreeMap,
    future::{Future, ready},
    panic::{AssertUnwindSafe, Location, catch_unwind},
    sync::{Arc, OnceLock},
};

use futures_core::future::BoxFuture;
use futures_util::{FutureExt, StreamExt, future::Either, stream};
use isotype_contract::{
    Audit, Contract, ContractError, IntegerEncoding, ProcedureAudit, ProcedureIntegers, ProcedureKind, SourceLocation,
    UnprotectedProcedures,
};
use isotype_lowering::Registry;
use isotype_protocol::{CallMethod, Code, ErrorResponse, SocketMethod};

use crate::{
    CallError, CallResponse, Ctx, DeferredField, Events, Invocation, Next, Procedure, ProcedureOptions, RawInput,
    Request, ResponseResult,
    digits::IntegerCodec,
    layers::Layers,
    procedure::{CallOutput, CallResult, DeferredJson},
};

/// The procedures of an application with state `S`, by name.
///
/// Every transport, and every call of a batch, goes through [`Router::call`].
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Router};
///
/// async fn ping(_: Ctx<()>, _: ()) -> String {
///     "pong".to_owned()
/// }
///
/// let api = Router::new().query("ping", ping);
/// ```
///
/// A name can be mounted once:
///
/// ```should_panic
/// # use isotype_core::{Ctx, Router};
/// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
/// let api = Router::new().query("ping", ping).query("ping", ping);
/// ```
#[expect(missing_debug_implementations, reason = "handlers have nothing to show")]
pub struct Router<S> {
    pub(crate) procedures: BTreeMap<Arc<str>, Arc<Procedure<S>>>,
    /// Names that procedures had, and the ones that they have.
    pub(crate) aliases: BTreeMap<Arc<str>, Arc<str>>,
    pub(crate) dynamic: BTreeMap<Arc<str>, DynamicProcedures<S>>,
    pub(crate) layers: Layers<S>,
    pub(crate) deny_unprotected: bool,
    /// What becomes of wide integers, where that is said.
    pub(crate) integers: Option<IntegerEncoding>,
    /// Where they are strings, by the names of procedures: worked out once.
    pub(crate) integer_locations: OnceLock<Result<BTreeMap<String, Arc<ProcedureIntegers>>, ContractError>>,
}

/// Gives the procedure of a name, if there is one.
type Resolve<S> = dyn Fn(&str) -> Option<Procedure<S>> + Send + Sync;

/// Names that are decided at run time.
pub(crate) struct DynamicProcedures<S> {
    pub(crate) resolve: Arc<Resolve<S>>,
    pub(crate) layers: Layers<S>,
    pub(crate) registered_at: &'static Location<'static>,
}

/// One call, whatever transport it came by.
#[derive(Debug)]
pub struct Call<'a, S> {
    /// The procedure's name.
    pub name: &'a str,
    /// How it came.
    pub method: CallMethod,
    /// The input as it came.
    pub input: RawInput,
    /// By what a repetition of it is known.
    pub idempotency_key: Option<Box<str>>,
    /// The application's state.
    pub state: Arc<S>,
    /// The request that it is part of.
    pub request: Arc<Request>,
    /// Where the output is written: behind what stands in it.
    pub buffer: Vec<u8>,
}

impl<S: Send + Sync + 'static> Router<S> {
    /// The names of all procedures, sorted.
    pub fn procedure_names(&self) -> impl Iterator<Item = &str> {
        self.procedures.keys().map(|name| &**name)
    }

    /// The kind of the procedure of that name. There is none where it cannot be told: the call then says why.
    pub fn procedure_kind(&self, name: &str) -> Option<ProcedureKind> {
        self.get(name).ok()?.map(|procedure| procedure.kind)
    }

    /// How the procedure of that name wants to be run.
    pub fn procedure_options(&self, name: &str) -> ProcedureOptions {
        self.get(name).ok().flatten().map(|procedure| procedure.options).unwrap_or_default()
    }

    /// The procedure of that name: mounted by it, or renamed from it, or else made by the longest prefix that serves it.
    ///
    /// # Errors
    ///
    /// When what makes it panics.
    fn get(&self, name: &str) -> Result<Option<Cow<'_, Arc<Procedure<S>>>>, CallError> {
        let renamed = || self.procedures.get(self.aliases.get(name)?);
        if let Some(procedure) = self.procedures.get(name).or_else(renamed) {
            return Ok(Some(Cow::Borrowed(procedure)));
        }
        if self.dynamic.is_empty() {
            return Ok(None);
        }
        let resolved = name.rmatch_indices('.').find_map(|(dot, _)| {
            let DynamicProcedures { resolve, layers, .. } = self.dynamic.get(name.get(..dot)?)?;
            let rest = name.get(dot + 1..)?;
            let mut procedure = match catch_unwind(AssertUnwindSafe(|| resolve(rest))) {
                Ok(procedure) => procedure?,
                Err(panic) => return Some(Err(panicked(&*panic))),
            };
            procedure.name = name.into();
            procedure.layers = layers.wrap(&procedure.layers);
            Some(Ok(Cow::Owned(Arc::new(procedure))))
        });
        resolved.transpose()
    }

    /// Calls a procedure: looks it up, checks the verb, goes through the layers, proves, decodes, checks, runs.
    ///
    /// A panic on the way is this call's INTERNAL_SERVER_ERROR and nothing else's. What the caller may not see is
    /// logged under the request's id.
    ///
    /// # Errors
    ///
    /// Whatever was refused, as the caller may see it.
    pub fn call(self: &Arc<Self>, call: Call<'_, S>) -> impl Future<Output = ResponseResult> + Send + 'static + use<S> {
        let Call { name, method: verb, input, idempotency_key, state, request, buffer } = call;
        let procedure = match self.find(name, verb, &request) {
            Ok(procedure) => procedure,
            Err(failure) => {
                self.layers.as_slice().iter().for_each(|(_, layer)| layer.on_unmatched(name, &request, &failure));
                return Either::Left(ready(Err(failure)));
            }
        };
        let places = match self.integer_locations(&procedure.name) {
            Ok(places) => places,
            Err(error) => {
                return Either::Left(ready(Err(error.into_failure(name, &request, &IntegerCodec::default()))));
            }
        };
        let digits = places.as_ref().map(|places| IntegerCodec::new(&places.error)).unwrap_or_default();
        let ctx = Ctx::new(state, request.clone(), procedure.name.clone(), idempotency_key, places);
        let run = if self.layers.is_empty() && procedure.layers.is_empty() {
            (procedure.run)(ctx, input, buffer)
        } else {
            let invocation =
                Invocation { ctx, kind: procedure.kind, input, buffer, is_streaming: procedure.is_streaming };
            Box::pin(run_layers(self.clone(), procedure.clone(), invocation))
        };
        Either::Right(async move {
            let outcome = AssertUnwindSafe(run).catch_unwind().await;
            match outcome.unwrap_or_else(|panic| Err(panicked(&*panic))) {
                Ok(CallOutput::Value(buffer)) => Ok(CallResponse::Value(buffer)),
                Ok(CallOutput::WithDeferred(buffer, members)) => {
                    let member = |(key, value)| DeferredField {
                        key,
                        value: into_deferred_response(value, procedure.name.clone(), request.clone(), digits.clone()),
                    };
                    Ok(CallResponse::WithDeferred(buffer, members.into_iter().map(member).collect()))
                }
                Ok(CallOutput::Events(events)) => {
                    Ok(CallResponse::Events(into_response_events(events, procedure.name.clone(), request, digits)))
                }
                Err(error) => Err(error.into_failure(&procedure.name, &request, &digits)),
            }
        })
    }

    fn find(&self, name: &str, verb: CallMethod, request: &Request) -> Result<Arc<Procedure<S>>, ErrorResponse> {
        let found = self.get(name).map_err(|error| error.into_failure(name, request, &IntegerCodec::default()))?;
        let (code, message) = match (found, verb) {
            (Some(procedure), _) if allowed(verb, procedure.kind) => return Ok(procedure.into_owned()),
            (_, CallMethod::Socket(method)) => {
                (Code::NotFound, format!("No \"{}\"-procedure on path \"{name}\"", method.as_str()))
            }
            (None, _) => (Code::NotFound, format!("No procedure found on path \"{name}\"")),
            (Some(procedure), _) => {
                let (verb, kind) = (verb.as_str(), procedure.kind.as_str());
                let message = format!("Unsupported {verb}-request to {kind} procedure at path \"{name}\"");
                (Code::MethodNotSupported, message)
            }
        };
        Err(ErrorResponse::new(code, message).with_path(name))
    }

    /// The contract of all procedures, for everything that is generated.
    ///
    /// # Errors
    ///
    /// When a type cannot be told as it is on the wire, or two would have one name.
    pub fn contract(&self) -> Result<Contract, ContractError> {
        let mut registry = Registry::new();
        registry.set_integer_encoding(self.integers.unwrap_or_default());
        for procedure in self.procedures.values() {
            if let Some(contract) = procedure.contract(&self.layers, &mut registry) {
                registry.add_procedure(contract);
            }
        }
        registry.finish()
    }

    /// Whether every procedure says who may call it, where [`Router::deny_unstated`] asks for that.
    ///
    /// # Errors
    ///
    /// Those that do not.
    pub fn check_protected(&self) -> Result<(), UnprotectedProcedures> {
        if self.deny_unprotected { self.audit().check() } else { Ok(()) }
    }

    /// What protects each procedure, for a person who wants to see it at a glance.
    pub fn audit(&self) -> Audit {
        let mounted = self.procedures.values().map(|procedure| procedure.audit(&self.layers));
        let prefixes = self.dynamic.iter().map(|(name, prefix)| {
            let seen = self.layers.wrap(&prefix.layers).summarize(&mut Registry::new());
            seen.into_audit(format!("{name}.*"), None, SourceLocation::from(prefix.registered_at))
        });
        let mut procedures: Vec<ProcedureAudit> = mounted.chain(prefixes).collect();
        procedures.sort_by(|one, other| one.name.cmp(&other.name));
        Audit { deny_unprotected: self.deny_unprotected, procedures }
    }
}

/// The call with every layer around it, outermost first.
async fn run_layers<S: Send + Sync + 'static>(
    router: Arc<Router<S>>,
    procedure: Arc<Procedure<S>>,
    call: Invocation<S>,
) -> CallResult {
    Next { outer: router.layers.as_slice(), inner: procedure.layers.as_slice(), procedure: &procedure }.run(call).await
}

fn allowed(verb: CallMethod, kind: ProcedureKind) -> bool {
    match verb {
        CallMethod::Get => kind != ProcedureKind::Mutation,
        CallMethod::Post => kind == ProcedureKind::Mutation,
        CallMethod::Other(_) => false,
        CallMethod::Socket(SocketMethod::Query) => kind == ProcedureKind::Query,
        CallMethod::Socket(SocketMethod::Mutation) => kind == ProcedureKind::Mutation,
        CallMethod::Socket(SocketMethod::Subscription) => kind == ProcedureKind::Subscription,
        CallMethod::PostOverride | CallMethod::InProcess => true,
    }
}

fn panicked(panic: &(dyn Any + Send)) -> CallError {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    CallError::internal(format!("panicked: {}", text.unwrap_or("with a value that is not text")))
}

/// What comes later, as the caller may see it; a panic is its failure alone.
fn into_deferred_response(
    value: DeferredJson,
    name: Arc<str>,
    request: Arc<Request>,
    digits: IntegerCodec,
) -> BoxFuture<'static, Result<Vec<u8>, ErrorResponse>> {
    let value = AssertUnwindSafe(value).catch_unwind();
    let value = value.map(move |value| {
        let value = value.unwrap_or_else(|panic| Err(panicked(&*panic)));
        value.map_err(|error| error.into_failure(&name, &request, &digits))
    });
    value.boxed()
}

/// Makes a failure the last event, a panic a failure, and of either what the caller may see.
fn into_response_events(
    events: stream::BoxStream<'static, Result<crate::Event, CallError>>,
    name: Arc<str>,
    request: Arc<Request>,
    digits: IntegerCodec,
) -> Events {
    let events = AssertUnwindSafe(events).catch_unwind();
    Events::new(stream::unfold(Some((Box::pin(events), name, request, digits)), |open| async move {
        let (mut events, name, request, digits) = open?;
        match events.next().await?.unwrap_or_else(|panic| Err(panicked(&*panic))) {
            Ok(event) => Some((Ok(event), Some((events, name, request, digits)))),
            Err(error) => Some((Err(error.into_failure(&name, &request, &digits)), None)),
        }
    }))
}
