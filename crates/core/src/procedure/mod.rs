//! Procedures: type-erased handlers with their options.

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

/// Types of a handler, as described for the contract.
pub struct ProcedureTypes {
    pub input: TypeDescription,
    pub encoding: InputEncoding,
    pub output: TypeDescription,
    pub is_streaming: bool,
    pub is_tracked: bool,
    pub errors: Vec<ErrorDescription>,
    pub guards: Vec<GuardInfo>,
}

/// Query, mutation or subscription, with its options.
///
/// It is created with [`query`], [`mutation`] or [`subscription`], or with [`raw()`] or [`raw_subscription`] for raw
/// JSON.
#[expect(missing_debug_implementations, reason = "handlers have nothing to show")]
pub struct Procedure<S> {
    pub(crate) name: Arc<str>,
    /// Earlier names that still resolve to this procedure.
    pub(crate) aliases: Vec<Arc<str>>,
    pub(crate) kind: ProcedureKind,
    /// If `true`, the output can be a stream.
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
        is_streaming: bool,
        (authorize, handler): (Authorize<S>, ErasedHandler<S>),
        types: Option<fn(&mut Registry) -> ProcedureTypes>,
        registered_at: &'static Location<'static>,
    ) -> Procedure<S> {
        let (name, info) = ("".into(), ProcedureInfo::of::<F>);
        let (aliases, layers) = (Vec::new(), Layers::new());
        Procedure {
            name,
            aliases,
            kind,
            is_streaming,
            layers,
            authorize,
            handler,
            options: ProcedureOptions::default(),
            rest: None,
            types,
            info,
            registered_at,
        }
    }

    /// Adds a layer around this procedure. Its position relative to the routers' layers depends on its
    /// [`Stage`](crate::Stage).
    #[must_use]
    pub fn layer(mut self, layer: impl Layer<S>) -> Self {
        self.layers.add(Arc::new(layer));
        self
    }

    /// Requires the guard `P` in addition to the one in the function's context.
    #[must_use]
    pub fn require<P: FromCall<S>>(self) -> Self
    where
        S: Send + Sync,
    {
        self.layer(Require::<P>::new())
    }

    /// Returns the kind of the procedure.
    pub fn kind(&self) -> ProcedureKind {
        self.kind
    }

    /// Returns the source location of the function if `#[procedure]` recorded it, otherwise that of its registration.
    pub(crate) fn source(&self) -> SourceLocation {
        match (self.info)() {
            Some(info) => SourceLocation { file: info.file.to_owned(), line: info.line, column: info.column },
            None => self.registered_at.into(),
        }
    }

    /// Returns the contract of a typed procedure, or `None` for an untyped one. `outer` contains the layers of its
    /// router.
    pub(crate) fn contract(
        &self,
        outer: &Layers<S>,
        registry: &mut Registry,
    ) -> Option<isotype_lowering::ProcedureDescription> {
        let describe = self.types?;
        let mut summary = outer.wrap(&self.layers).summarize(registry);
        let types = describe(registry);
        summary.errors.extend(types.errors);
        summary.add_guards(types.guards, registry);
        let info = (self.info)();
        Some(isotype_contract::Procedure {
            name: self.name.to_string(),
            aliases: self.aliases.iter().map(|alias| alias.to_string()).collect(),
            kind: self.kind,
            docs: info.map_or("", |info| info.docs).to_owned(),
            deprecated: info.and_then(|info| info.deprecated).map(str::to_owned),
            source: self.source(),
            guards: summary.guards,
            public: summary.is_public,
            policies: summary.policies,
            input: types.input,
            encoding: types.encoding,
            rest: self.rest.clone(),
            output: types.output,
            streaming: types.is_streaming || self.kind == ProcedureKind::Subscription,
            tracked: types.is_tracked,
            errors: summary.errors,
        })
    }

    /// Returns the guards, policies and layers of the procedure.
    pub(crate) fn audit(&self, outer: &Layers<S>) -> ProcedureAudit {
        let registry = &mut Registry::new();
        let mut summary = outer.wrap(&self.layers).summarize(registry);
        if let Some(describe) = self.types {
            let types = describe(registry);
            summary.add_guards(types.guards, registry);
        }
        summary.into_audit(self.name.to_string(), Some(self.kind), self.source())
    }
}
