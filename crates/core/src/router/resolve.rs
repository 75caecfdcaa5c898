//! Lookup of procedures by name, and execution of their calls.

use std::{
    any::Any,
    future::{Future, ready},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use bytes::Bytes;
use futures_core::future::BoxFuture;
use futures_util::{FutureExt, StreamExt, future::Either, stream};
use isotype_contract::ProcedureKind;
use isotype_protocol::{CallMethod, Code, ErrorResponse, SocketMethod};

use super::{DynamicProcedures, Router};
use crate::{
    Call, CallError, CallOutput, CallResponse, CallResult, Ctx, DeferredField, Event, Events, Next, Procedure,
    ProcedureOptions, RawInput, Request, ResponseResult, call::DeferredJson, integers::IntegerCodec,
};

/// Result of a name lookup: a procedure, or the reason why there is none.
///
/// A transport resolves the name of a call once. It reads the kind and the options from this handle, and uses it to run
/// the call.
///
/// # Example
///
/// ```
/// use std::sync::Arc;
///
/// use isotype_core::{CallMethod, CallResponse, Ctx, ProcedureKind, Request, Router};
/// # use futures_util::FutureExt;
///
/// async fn ping(_: Ctx<()>, _: ()) -> &'static str {
///     "pong"
/// }
///
/// # async fn run() {
/// let api = Arc::new(Router::new().query("ping", ping));
/// let procedure = api.resolve("ping");
/// assert_eq!(procedure.kind(), Some(ProcedureKind::Query));
///
/// let call = procedure.call(CallMethod::InProcess, Arc::new(()), Arc::new(Request::default()));
/// let Ok(CallResponse::Value(json)) = procedure.run(call).await else { panic!("a value") };
/// assert_eq!(json, br#""pong""#);
/// # }
/// # run().now_or_never().unwrap();
/// ```
#[expect(missing_debug_implementations, reason = "handlers have nothing to show")]
pub struct ResolvedProcedure<S> {
    router: Arc<Router<S>>,
    /// Name that the client sent. It may be an earlier name of the procedure.
    name: Arc<str>,
    target: Result<Arc<Procedure<S>>, Unresolved>,
}

/// Reason why a name has no procedure.
enum Unresolved {
    UnknownName,
    ResolverPanicked(Box<CallError>),
}

impl<S: Send + Sync + 'static> Router<S> {
    /// Looks up the procedure with this name.
    ///
    /// Registered names come first, then earlier names of a [renamed](Procedure::renamed_from) procedure, then the
    /// [dynamic](Router::dynamic) namespace with the longest matching prefix, whose resolver runs here. The lookup never
    /// fails: an unknown name and a resolver that panics are reported by [`ResolvedProcedure::run`].
    pub fn resolve(self: &Arc<Self>, name: &str) -> ResolvedProcedure<S> {
        let (name, target) = self.lookup(name);
        ResolvedProcedure { router: self.clone(), name, target }
    }

    fn lookup(&self, name: &str) -> (Arc<str>, Result<Arc<Procedure<S>>, Unresolved>) {
        if let Some(procedure) = self.procedures.get(name) {
            return (procedure.name.clone(), Ok(procedure.clone()));
        }
        if let Some((alias, current)) = self.aliases.get_key_value(name)
            && let Some(procedure) = self.procedures.get(current)
        {
            return (alias.clone(), Ok(procedure.clone()));
        }
        let name: Arc<str> = name.into();
        let target = self.lookup_dynamic(&name);
        (name, target)
    }

    fn lookup_dynamic(&self, name: &Arc<str>) -> Result<Arc<Procedure<S>>, Unresolved> {
        if self.dynamic.is_empty() {
            return Err(Unresolved::UnknownName);
        }
        let resolved = name.rmatch_indices('.').find_map(|(dot, _)| {
            let DynamicProcedures { resolve, layers, .. } = self.dynamic.get(name.get(..dot)?)?;
            let rest = name.get(dot + 1..)?;
            let mut procedure = match catch_unwind(AssertUnwindSafe(|| resolve(rest))) {
                Ok(procedure) => procedure?,
                Err(panic) => return Some(Err(Unresolved::ResolverPanicked(Box::new(panicked(&*panic))))),
            };
            procedure.name = name.clone();
            procedure.layers = layers.wrap(&procedure.layers);
            Some(Ok(Arc::new(procedure)))
        });
        resolved.unwrap_or(Err(Unresolved::UnknownName))
    }
}

impl<S: Send + Sync + 'static> ResolvedProcedure<S> {
    /// Returns the name as the client sent it.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Returns the kind of the procedure, or `None` if the name has no procedure.
    pub fn kind(&self) -> Option<ProcedureKind> {
        self.target.as_ref().ok().map(|procedure| procedure.kind)
    }

    /// Returns the options of the procedure, or the defaults if the name has no procedure.
    pub fn options(&self) -> ProcedureOptions {
        self.target.as_ref().map(|procedure| procedure.options).unwrap_or_default()
    }

    /// Creates a call to this procedure, to be passed to [`run`](ResolvedProcedure::run).
    pub fn call(&self, method: CallMethod, state: Arc<S>, request: Arc<Request>) -> Call<S> {
        // `run` rejects a call without a procedure before anything reads the kind.
        let (name, kind, is_streaming) = match &self.target {
            Ok(procedure) => (&procedure.name, procedure.kind, procedure.is_streaming),
            Err(_) => (&self.name, ProcedureKind::Query, false),
        };
        let ctx = Ctx::new(state, request, name.clone());
        Call { ctx, input: RawInput::Json(Bytes::new()), method, kind, is_streaming, buffer: Vec::new() }
    }

    /// Runs a call that was created from this handle with [`call`](ResolvedProcedure::call).
    ///
    /// Checks that the method may call this kind of procedure, then runs the layers and guards, decodes and validates
    /// the input, and runs the handler. A panic in any of these steps fails only this call, with INTERNAL_SERVER_ERROR.
    /// The cause of an internal error is logged with the request id.
    ///
    /// # Errors
    ///
    /// Returns the error response for the caller if the name has no procedure, if the method does not match its kind,
    /// if the input is invalid, or if a layer, a guard or the handler fails.
    pub fn run(self, call: Call<S>) -> impl Future<Output = ResponseResult> + Send + 'static + use<S> {
        let ResolvedProcedure { router, name, target } = self;
        let request = call.ctx.request().clone();
        let procedure = match find_callable(target, call.method, &name, &request) {
            Ok(procedure) => procedure,
            Err(failure) => {
                router.layers.as_slice().iter().for_each(|(_, layer)| layer.on_unmatched(&name, &request, &failure));
                return Either::Left(ready(Err(failure)));
            }
        };
        let locations = match router.integer_locations(&procedure.name) {
            Ok(locations) => locations,
            Err(error) => {
                return Either::Left(ready(Err(error.into_failure(&name, &request, &IntegerCodec::default()))));
            }
        };
        let integers = locations.as_ref().map(|locations| IntegerCodec::new(&locations.error)).unwrap_or_default();
        let mut call = call;
        call.ctx.set_integer_locations(locations);
        let run = if router.layers.is_empty() && procedure.layers.is_empty() {
            (procedure.handler)(call)
        } else {
            Box::pin(run_layers(router, procedure.clone(), call))
        };
        Either::Right(respond(run, procedure, request, integers))
    }
}

/// Returns the procedure if `method` may call it.
fn find_callable<S>(
    target: Result<Arc<Procedure<S>>, Unresolved>,
    method: CallMethod,
    name: &str,
    request: &Request,
) -> Result<Arc<Procedure<S>>, ErrorResponse> {
    let found = match target {
        Ok(procedure) if is_allowed(method, procedure.kind) => return Ok(procedure),
        Ok(procedure) => Some(procedure.kind),
        Err(Unresolved::UnknownName) => None,
        Err(Unresolved::ResolverPanicked(error)) => {
            return Err(error.into_failure(name, request, &IntegerCodec::default()));
        }
    };
    let (code, message) = match (found, method) {
        (_, CallMethod::Socket(method)) => {
            (Code::NotFound, format!("No \"{}\"-procedure on path \"{name}\"", method.as_str()))
        }
        (None, _) => (Code::NotFound, format!("No procedure found on path \"{name}\"")),
        (Some(kind), _) => {
            let (method, kind) = (method.as_str(), kind.as_str());
            let message = format!("Unsupported {method}-request to {kind} procedure at path \"{name}\"");
            (Code::MethodNotSupported, message)
        }
    };
    Err(ErrorResponse::new(code, message).with_path(name))
}

fn is_allowed(method: CallMethod, kind: ProcedureKind) -> bool {
    match method {
        CallMethod::Get => kind != ProcedureKind::Mutation,
        CallMethod::Post => kind == ProcedureKind::Mutation,
        CallMethod::Other(_) => false,
        CallMethod::Socket(SocketMethod::Query) => kind == ProcedureKind::Query,
        CallMethod::Socket(SocketMethod::Mutation) => kind == ProcedureKind::Mutation,
        CallMethod::Socket(SocketMethod::Subscription) => kind == ProcedureKind::Subscription,
        CallMethod::PostOverride | CallMethod::InProcess => true,
    }
}

/// Runs the layers around the procedure, outermost first.
async fn run_layers<S: Send + Sync + 'static>(
    router: Arc<Router<S>>,
    procedure: Arc<Procedure<S>>,
    call: Call<S>,
) -> CallResult {
    let next = Next {
        outer: router.layers.as_slice(),
        inner: procedure.layers.as_slice(),
        authorize: procedure.authorize,
        handler: &procedure.handler,
    };
    next.run(call).await
}

/// Converts the result of a call into the response that the caller may see.
async fn respond<S>(
    run: BoxFuture<'static, CallResult>,
    procedure: Arc<Procedure<S>>,
    request: Arc<Request>,
    integers: IntegerCodec,
) -> ResponseResult {
    let result = AssertUnwindSafe(run).catch_unwind().await;
    match result.unwrap_or_else(|panic| Err(panicked(&*panic))) {
        Ok(CallOutput::Value(buffer)) => Ok(CallResponse::Value(buffer)),
        Ok(CallOutput::WithDeferred(buffer, fields)) => {
            let field = |(key, value)| DeferredField {
                key,
                value: into_deferred_response(value, procedure.name.clone(), request.clone(), integers.clone()),
            };
            Ok(CallResponse::WithDeferred(buffer, fields.into_iter().map(field).collect()))
        }
        Ok(CallOutput::Events(events)) => {
            Ok(CallResponse::Events(into_response_events(events, procedure.name.clone(), request, integers)))
        }
        Err(error) => Err(error.into_failure(&procedure.name, &request, &integers)),
    }
}

fn panicked(panic: &(dyn Any + Send)) -> CallError {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    CallError::internal(format!("panicked: {}", text.unwrap_or("payload is not a string")))
}

/// Converts a deferred field for the transport. A panic fails only this field.
fn into_deferred_response(
    value: DeferredJson,
    name: Arc<str>,
    request: Arc<Request>,
    integers: IntegerCodec,
) -> BoxFuture<'static, Result<Vec<u8>, ErrorResponse>> {
    let value = AssertUnwindSafe(value).catch_unwind();
    let value = value.map(move |value| {
        let value = value.unwrap_or_else(|panic| Err(panicked(&*panic)));
        value.map_err(|error| error.into_failure(&name, &request, &integers))
    });
    value.boxed()
}

/// Converts a stream of events for the transport. The first error or panic ends it.
fn into_response_events(
    events: stream::BoxStream<'static, Result<Event, CallError>>,
    name: Arc<str>,
    request: Arc<Request>,
    integers: IntegerCodec,
) -> Events {
    let events = AssertUnwindSafe(events).catch_unwind();
    Events::new(stream::unfold(Some((Box::pin(events), name, request, integers)), |open| async move {
        let (mut events, name, request, integers) = open?;
        match events.next().await?.unwrap_or_else(|panic| Err(panicked(&*panic))) {
            Ok(event) => Some((Ok(event), Some((events, name, request, integers)))),
            Err(error) => Some((Err(error.into_failure(&name, &request, &integers)), None)),
        }
    }))
}
