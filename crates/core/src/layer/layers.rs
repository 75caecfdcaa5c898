//! Layers, ordered by stage.

use std::sync::Arc;

use isotype_contract::{GuardInfo, Policy, ProcedureAudit, ProcedureKind, SourceLocation};
use isotype_lowering::{ErrorDescription, Registry};

use super::{Layer, Stage};

/// Layers of a router or a procedure, each with its stage.
pub(crate) struct Layers<S>(Vec<StagedLayer<S>>);

pub(crate) type StagedLayer<S> = (Stage, Arc<dyn Layer<S>>);

impl<S> Layers<S> {
    pub(crate) fn new() -> Layers<S> {
        Layers(Vec::new())
    }

    pub(crate) fn as_slice(&self) -> &[StagedLayer<S>] {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<S: 'static> Layers<S> {
    /// Adds a layer after the others in its stage.
    pub(crate) fn add(&mut self, layer: Arc<dyn Layer<S>>) {
        let stage = layer.stage();
        let at = self.0.partition_point(|(other, _)| *other <= stage);
        self.0.insert(at, (stage, layer));
    }

    /// Wraps `inner` in these layers. Within a stage, these layers come first.
    pub(crate) fn wrap(&self, inner: &Layers<S>) -> Layers<S> {
        let mut both = Layers(self.0.clone());
        for (_, layer) in &inner.0 {
            both.add(layer.clone());
        }
        both
    }
}

impl<S: 'static> Layers<S> {
    /// Returns the errors, guards, policies and names of the layers.
    pub(crate) fn summarize(&self, registry: &mut Registry) -> LayerSummary {
        let mut summary = LayerSummary::default();
        for (_, layer) in &self.0 {
            layer.describe(registry, &mut summary.errors);
            let mut guards = Vec::new();
            layer.guards(&mut guards);
            summary.add_guards(guards, registry);
            summary.policies.extend(layer.policy());
            summary.layers.push(layer.name().into_owned());
        }
        summary
    }
}

/// Errors, guards, policies and names of the layers around a procedure.
#[derive(Default)]
pub(crate) struct LayerSummary {
    pub(crate) errors: Vec<ErrorDescription>,
    pub(crate) guards: Vec<String>,
    pub(crate) is_public: bool,
    pub(crate) policies: Vec<Policy>,
    layers: Vec<String>,
}

impl LayerSummary {
    /// Adds guards and registers them in the contract.
    pub(crate) fn add_guards(&mut self, guards: Vec<GuardInfo>, registry: &mut Registry) {
        for guard in guards {
            if guard == GuardInfo::PUBLIC {
                self.is_public = true;
                continue;
            }
            if !self.guards.contains(&guard.name) {
                self.guards.push(guard.name.clone());
            }
            registry.add_guard(guard);
        }
    }

    pub(crate) fn into_audit(
        self,
        name: String,
        kind: Option<ProcedureKind>,
        source: SourceLocation,
    ) -> ProcedureAudit {
        let LayerSummary { guards, is_public: public, policies, layers, .. } = self;
        ProcedureAudit { name, kind, source, guards, public, policies, layers }
    }
}

impl<S> Clone for Layers<S> {
    fn clone(&self) -> Self {
        Layers(self.0.clone())
    }
}

/// Takes the next layer from either of two ordered lists, without merging them.
pub(crate) fn next_layer<'a, S>(
    outer: &mut &'a [StagedLayer<S>],
    inner: &mut &'a [StagedLayer<S>],
) -> Option<&'a Arc<dyn Layer<S>>> {
    let from = match (outer.first(), inner.first()) {
        (Some((first, _)), Some((second, _))) if first > second => inner,
        (Some(_), _) => outer,
        _ => inner,
    };
    let ((_, layer), rest) = from.split_first()?;
    *from = rest;
    Some(layer)
}
