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
use isotype_contract::{Audit, Audited, Contract, Integers, Kind, Places, Refused, Source, Unstated};
use isotype_lowering::Registry;
use isotype_protocol::{Code, Failure, Method, Verb};

use crate::{
    Answer, CallError, Ctx, Events, Invocation, Member, Next, Options, Procedure, RawInput, Reply, Request,
    digits::Digits,
    layers::Layers,
    procedure::{Outcome, Output, Pending},
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
    pub(crate) prefixes: BTreeMap<Arc<str>, Prefix<S>>,
    pub(crate) layers: Layers<S>,
    pub(crate) deny_unstated: bool,
    /// What becomes of wide integers, where that is said.
    pub(crate) integers: Option<Integers>,
    /// Where they are strings, by the names of procedures: worked out once.
    pub(crate) places: OnceLock<Result<BTreeMap<String, Arc<Places>>, Refused>>,
}

/// Gives the procedure of a name, if there is one.
type Resolve<S> = dyn Fn(&str) -> Option<Procedure<S>> + Send + Sync;

/// Names that are decided at run time.
pub(crate) struct Prefix<S> {
    pub(crate) resolve: Arc<Resolve<S>>,
    pub(crate) layers: Layers<S>,
    pub(crate) mounted: &'static Location<'static>,
}

/// One call, whatever transport it came by.
#[derive(Debug)]
pub struct Call<'a, S> {
    /// The procedure's name.
    pub name: &'a str,
    /// How it came.
    pub verb: Verb,
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
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.procedures.keys().map(|name| &**name)
    }

    /// The kind of the procedure of that name. There is none where it cannot be told: the call then says why.
    pub fn kind(&self, name: &str) -> Option<Kind> {
        self.get(name).ok()?.map(|procedure| procedure.kind)
    }

    /// How the procedure of that name wants to be run.
    pub fn options(&self, name: &str) -> Options {
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
        if self.prefixes.is_empty() {
            return Ok(None);
        }
        let resolved = name.rmatch_indices('.').find_map(|(dot, _)| {
            let Prefix { resolve, layers, .. } = self.prefixes.get(name.get(..dot)?)?;
            let rest = name.get(dot + 1..)?;
            let mut procedure = match catch_unwind(AssertUnwindSafe(|| resolve(rest))) {
                Ok(procedure) => procedure?,
                Err(panic) => return Some(Err(panicked(&*panic))),
            };
            procedure.name = name.into();
            procedure.layers = layers.around(&procedure.layers);
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
    pub fn call(self: &Arc<Self>, call: Call<'_, S>) -> impl Future<Output = Reply> + Send + 'static + use<S> {
        let Call { name, verb, input, idempotency_key, state, request, buffer } = call;
        let procedure = match self.find(name, verb, &request) {
            Ok(procedure) => procedure,
            Err(failure) => {
                self.layers.as_slice().iter().for_each(|(_, layer)| layer.missed(name, &request, &failure));
                return Either::Left(ready(Err(failure)));
            }
        };
        let places = match self.places(&procedure.name) {
            Ok(places) => places,
            Err(error) => {
                return Either::Left(ready(Err(error.into_failure(name, &request, &Digits::default()))));
            }
        };
        let digits = places.as_ref().map(|places| Digits::at(&places.error)).unwrap_or_default();
        let ctx = Ctx::new(state, request.clone(), procedure.name.clone(), idempotency_key, places);
        let run = if self.layers.is_empty() && procedure.layers.is_empty() {
            (procedure.run)(ctx, input, buffer)
        } else {
            let invocation = Invocation { ctx, kind: procedure.kind, input, buffer, streams: procedure.streams };
            Box::pin(around(self.clone(), procedure.clone(), invocation))
        };
        Either::Right(async move {
            let outcome = AssertUnwindSafe(run).catch_unwind().await;
            match outcome.unwrap_or_else(|panic| Err(panicked(&*panic))) {
                Ok(Output::Value(buffer)) => Ok(Answer::Value(buffer)),
                Ok(Output::Partial(buffer, members)) => {
                    let member = |(key, value)| Member {
                        key,
                        value: seen(value, procedure.name.clone(), request.clone(), digits.clone()),
                    };
                    Ok(Answer::Partial(buffer, members.into_iter().map(member).collect()))
                }
                Ok(Output::Events(events)) => {
                    Ok(Answer::Events(guard(events, procedure.name.clone(), request, digits)))
                }
                Err(error) => Err(error.into_failure(&procedure.name, &request, &digits)),
            }
        })
    }

    fn find(&self, name: &str, verb: Verb, request: &Request) -> Result<Arc<Procedure<S>>, Failure> {
        let found = self.get(name).map_err(|error| error.into_failure(name, request, &Digits::default()))?;
        let (code, message) = match (found, verb) {
            (Some(procedure), _) if allowed(verb, procedure.kind) => return Ok(procedure.into_owned()),
            (_, Verb::Message(method)) => {
                (Code::NotFound, format!("No \"{}\"-procedure on path \"{name}\"", method.as_str()))
            }
            (None, _) => (Code::NotFound, format!("No procedure found on path \"{name}\"")),
            (Some(procedure), _) => {
                let (verb, kind) = (verb.as_str(), procedure.kind.as_str());
                let message = format!("Unsupported {verb}-request to {kind} procedure at path \"{name}\"");
                (Code::MethodNotSupported, message)
            }
        };
        Err(Failure::new(code, message).at(name))
    }

    /// The contract of all procedures, for everything that is generated.
    ///
    /// # Errors
    ///
    /// When a type cannot be told as it is on the wire, or two would have one name.
    pub fn contract(&self) -> Result<Contract, Refused> {
        let mut registry = Registry::new();
        registry.integers(self.integers.unwrap_or_default());
        for procedure in self.procedures.values() {
            if let Some(contract) = procedure.contract(&self.layers, &mut registry) {
                registry.add(contract);
            }
        }
        registry.finish()
    }

    /// Whether every procedure says who may call it, where [`Router::deny_unstated`] asks for that.
    ///
    /// # Errors
    ///
    /// Those that do not.
    pub fn check(&self) -> Result<(), Unstated> {
        if self.deny_unstated { self.audit().check() } else { Ok(()) }
    }

    /// What protects each procedure, for a person who wants to see it at a glance.
    pub fn audit(&self) -> Audit {
        let mounted = self.procedures.values().map(|procedure| procedure.audited(&self.layers));
        let prefixes = self.prefixes.iter().map(|(name, prefix)| {
            let seen = self.layers.around(&prefix.layers).seen(&mut Registry::new());
            seen.audited(format!("{name}.*"), None, Source::from(prefix.mounted))
        });
        let mut procedures: Vec<Audited> = mounted.chain(prefixes).collect();
        procedures.sort_by(|one, other| one.name.cmp(&other.name));
        Audit { deny_unstated: self.deny_unstated, procedures }
    }
}

/// The call with every layer around it, outermost first.
async fn around<S: Send + Sync + 'static>(
    router: Arc<Router<S>>,
    procedure: Arc<Procedure<S>>,
    call: Invocation<S>,
) -> Outcome {
    Next { outer: router.layers.as_slice(), inner: procedure.layers.as_slice(), procedure: &procedure }.run(call).await
}

fn allowed(verb: Verb, kind: Kind) -> bool {
    match verb {
        Verb::Get => kind != Kind::Mutation,
        Verb::Post => kind == Kind::Mutation,
        Verb::Other(_) => false,
        Verb::Message(Method::Query) => kind == Kind::Query,
        Verb::Message(Method::Mutation) => kind == Kind::Mutation,
        Verb::Message(Method::Subscription) => kind == Kind::Subscription,
        Verb::Override | Verb::Any => true,
    }
}

fn panicked(panic: &(dyn Any + Send)) -> CallError {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    CallError::internal(format!("panicked: {}", text.unwrap_or("with a value that is not text")))
}

/// What comes later, as the caller may see it; a panic is its failure alone.
fn seen(
    value: Pending,
    name: Arc<str>,
    request: Arc<Request>,
    digits: Digits,
) -> BoxFuture<'static, Result<Vec<u8>, Failure>> {
    let value = AssertUnwindSafe(value).catch_unwind();
    let value = value.map(move |value| {
        let value = value.unwrap_or_else(|panic| Err(panicked(&*panic)));
        value.map_err(|error| error.into_failure(&name, &request, &digits))
    });
    value.boxed()
}

/// Makes a failure the last event, a panic a failure, and of either what the caller may see.
fn guard(
    events: stream::BoxStream<'static, Result<crate::Event, CallError>>,
    name: Arc<str>,
    request: Arc<Request>,
    digits: Digits,
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
