//! A procedure behind the edge where generics end.

use std::{panic::Location, sync::Arc};

use futures_core::{future::BoxFuture, stream::BoxStream};
use isotype_contract::{GuardInfo, InputEncoding, ProcedureAudit, ProcedureKind, RestRoute, SourceLocation};
use isotype_lowering::{ErrorDescription, Registry, TypeDescription};

use crate::{
    CallError, Event, FromCall, Layer, ProcedureOptions, call::ErasedHandler, from_call::Authorize, layer::Require,
    layers::Layers,
};

/// What `#[procedure]` records of a function, found again by the function's path.
#[derive(Clone, Copy, Debug)]
pub struct ProcedureInfo {
    /// As `std::any::type_name` prints it.
    pub path: &'static str,
    /// The doc comment.
    pub docs: &'static str,
    /// The note of `#[deprecated]`; empty when it has none.
    pub deprecated: Option<&'static str>,
    /// As `file!()` prints it.
    pub file: &'static str,
    /// The line of the function's name, from 1.
    pub line: u32,
    /// The column of the function's name, from 1.
    pub column: u32,
}

inventory::collect!(ProcedureInfo);

impl ProcedureInfo {
    /// What was recorded of the function `F`.
    fn of<F>() -> Option<&'static ProcedureInfo> {
        let path = std::any::type_name::<F>();
        inventory::iter::<ProcedureInfo>().find(|info| info.path == path)
    }
}

/// The JSON of what comes later.
pub(crate) type DeferredJson = BoxFuture<'static, Result<Vec<u8>, CallError>>;

/// What a call came to, as layers see it.
pub enum CallOutput {
    /// The call's buffer, with the output's JSON in it.
    Value(Vec<u8>),
    /// The same, of an object whose members of these keys come later.
    WithDeferred(Vec<u8>, Vec<(String, DeferredJson)>),
    /// The events of a subscription, or the items of a query that streams.
    Events(BoxStream<'static, Result<Event, CallError>>),
}

/// What a call came to, or why it failed, as layers see it.
pub type CallResult = Result<CallOutput, CallError>;

/// The types of a handler, as it describes them when a contract is asked for.
pub struct ProcedureTypes {
    pub input: TypeDescription,
    pub encoding: InputEncoding,
    pub output: TypeDescription,
    pub is_streaming: bool,
    pub is_tracked: bool,
    pub errors: Vec<ErrorDescription>,
    pub guards: Vec<GuardInfo>,
}

/// What a query or a mutation gives: the shape of its output, or of one item of it.
pub struct OutputShape {
    pub shape: TypeDescription,
    pub is_streaming: bool,
}

/// A function as a procedure, with its options: made by [`query`](crate::query), [`mutation`](crate::mutation),
/// [`subscription`](crate::subscription), or without types by [`raw`](crate::raw).
#[expect(missing_debug_implementations, reason = "handlers have nothing to show")]
pub struct Procedure<S> {
    pub(crate) name: Arc<str>,
    /// Names that it had, and still answers by.
    pub(crate) aliases: Vec<Arc<str>>,
    pub(crate) kind: ProcedureKind,
    /// Whether it can answer with a stream.
    pub(crate) is_streaming: bool,
    pub(crate) layers: Layers<S>,
    pub(crate) authorize: Authorize<S>,
    pub(crate) handler: ErasedHandler<S>,
    pub(crate) options: ProcedureOptions,
    pub(crate) rest: Option<RestRoute>,
    pub(crate) types: Option<fn(&mut Registry) -> ProcedureTypes>,
    pub(crate) info: fn() -> Option<&'static ProcedureInfo>,
    pub(crate) registered_at: &'static Location<'static>,
}

impl<S> Clone for Procedure<S> {
    fn clone(&self) -> Self {
        Procedure {
            name: self.name.clone(),
            aliases: self.aliases.clone(),
            layers: self.layers.clone(),
            handler: self.handler.clone(),
            rest: self.rest.clone(),
            ..*self
        }
    }
}

impl<S: 'static> Procedure<S> {
    pub(crate) fn new<F>(
        kind: ProcedureKind,
        streams: bool,
        (prove, handler): (Authorize<S>, ErasedHandler<S>),
        types: Option<fn(&mut Registry) -> ProcedureTypes>,
        mounted: &'static Location<'static>,
    ) -> Procedure<S> {
        let (name, info) = ("".into(), ProcedureInfo::of::<F>);
        let (aliases, layers) = (Vec::new(), Layers::new());
        Procedure {
            name,
            aliases,
            kind,
            is_streaming: streams,
            layers,
            authorize: prove,
            handler,
            options: ProcedureOptions::default(),
            rest: None,
            types,
            info,
            registered_at: mounted,
        }
    }

    /// Puts a layer around this procedure: where it stands among those of routers is said by its [`Stage`](crate::Stage).
    #[must_use]
    pub fn layer(mut self, layer: impl Layer<S>) -> Self {
        self.layers.add(Arc::new(layer));
        self
    }

    /// Fences this procedure: `P` must hold before it is called. What its function names in its context, it has anyway.
    #[must_use]
    pub fn require<P: FromCall<S>>(self) -> Self
    where
        S: Send + Sync,
    {
        self.layer(Require::<P>::new())
    }

    /// What calling it means.
    pub fn kind(&self) -> ProcedureKind {
        self.kind
    }

    /// The function, where `#[procedure]` recorded it, else the line that mounted it.
    pub(crate) fn source(&self) -> SourceLocation {
        match (self.info)() {
            Some(info) => SourceLocation { file: info.file.to_owned(), line: info.line, column: info.column },
            None => self.registered_at.into(),
        }
    }

    /// What callers may know of it, where it is typed; `outer` are the layers of the router that it hangs in.
    pub(crate) fn contract(
        &self,
        outer: &Layers<S>,
        registry: &mut Registry,
    ) -> Option<isotype_lowering::ProcedureDescription> {
        let describe = self.types?;
        let mut seen = outer.wrap(&self.layers).summarize(registry);
        let types = describe(registry);
        seen.errors.extend(types.errors);
        seen.add_guards(types.guards, registry);
        let info = (self.info)();
        Some(isotype_contract::Procedure {
            name: self.name.to_string(),
            aliases: self.aliases.iter().map(|alias| alias.to_string()).collect(),
            kind: self.kind,
            docs: info.map_or("", |info| info.docs).to_owned(),
            deprecated: info.and_then(|info| info.deprecated).map(str::to_owned),
            source: self.source(),
            guards: seen.guards,
            public: seen.is_public,
            policies: seen.policies,
            input: types.input,
            encoding: types.encoding,
            rest: self.rest.clone(),
            output: types.output,
            streaming: types.is_streaming || self.kind == ProcedureKind::Subscription,
            tracked: types.is_tracked,
            errors: seen.errors,
        })
    }

    /// What protects it.
    pub(crate) fn audit(&self, outer: &Layers<S>) -> ProcedureAudit {
        let registry = &mut Registry::new();
        let mut seen = outer.wrap(&self.layers).summarize(registry);
        if let Some(describe) = self.types {
            let types = describe(registry);
            seen.add_guards(types.guards, registry);
        }
        seen.into_audit(self.name.to_string(), Some(self.kind), self.source())
    }
}
