//! Layers in the order of their stages.

use std::sync::Arc;

use isotype_contract::{GuardInfo, Policy, ProcedureAudit, ProcedureKind, SourceLocation};
use isotype_lowering::{ErrorDescription, Registry};

use super::{Layer, Stage};

/// Those of a router or of a procedure, each with its stage.
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
    /// Adds one: the last of its stage.
    pub(crate) fn add(&mut self, layer: Arc<dyn Layer<S>>) {
        let stage = layer.stage();
        let at = self.0.partition_point(|(other, _)| *other <= stage);
        self.0.insert(at, (stage, layer));
    }

    /// These around `inner`: of each stage these first.
    pub(crate) fn wrap(&self, inner: &Layers<S>) -> Layers<S> {
        let mut both = Layers(self.0.clone());
        for (_, layer) in &inner.0 {
            both.add(layer.clone());
        }
        both
    }
}

impl<S: 'static> Layers<S> {
    /// What they say of themselves.
    pub(crate) fn summarize(&self, registry: &mut Registry) -> LayerSummary {
        let mut seen = LayerSummary::default();
        for (_, layer) in &self.0 {
            layer.describe(registry, &mut seen.errors);
            let mut proofs = Vec::new();
            layer.guards(&mut proofs);
            seen.add_guards(proofs, registry);
            seen.policies.extend(layer.policy());
            seen.layers.push(layer.name().into_owned());
        }
        seen
    }
}

/// What is around a procedure.
#[derive(Default)]
pub(crate) struct LayerSummary {
    pub(crate) errors: Vec<ErrorDescription>,
    pub(crate) guards: Vec<String>,
    pub(crate) is_public: bool,
    pub(crate) policies: Vec<Policy>,
    layers: Vec<String>,
}

impl LayerSummary {
    /// Adds what must be proved, too.
    pub(crate) fn add_guards(&mut self, proofs: Vec<GuardInfo>, registry: &mut Registry) {
        for proof in proofs {
            if proof == GuardInfo::PUBLIC {
                self.is_public = true;
                continue;
            }
            if !self.guards.contains(&proof.name) {
                self.guards.push(proof.name.clone());
            }
            registry.add_guard(proof);
        }
    }

    pub(crate) fn into_audit(
        self,
        name: String,
        kind: Option<ProcedureKind>,
        source: SourceLocation,
    ) -> ProcedureAudit {
        let LayerSummary { guards: proofs, is_public: public, policies, layers, .. } = self;
        ProcedureAudit { name, kind, source, guards: proofs, public, policies, layers }
    }
}

impl<S> Clone for Layers<S> {
    fn clone(&self) -> Self {
        Layers(self.0.clone())
    }
}

/// Takes the next of two lists of layers, without making one of them.
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
