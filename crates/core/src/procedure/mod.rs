//! A procedure behind the edge where generics end.

#[doc(hidden)]
pub mod assertions;
mod constructors;
mod handler;
mod info;
mod options;
mod raw;

use std::{panic::Location, sync::Arc};

use isotype_contract::{GuardInfo, InputEncoding, ProcedureAudit, ProcedureKind, RestRoute, SourceLocation};
use isotype_lowering::{ErrorDescription, Registry, TypeDescription};

pub use constructors::{mutation, query, subscription};
pub use handler::{Handler, StreamHandler};
pub use info::ProcedureInfo;
pub use options::{Backpressure, ProcedureOptions};
pub use raw::{RawJson, raw, raw_subscription};

use crate::{
    FromCall, Layer,
    call::ErasedHandler,
    guard::Authorize,
    layer::{Layers, Require},
};

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
