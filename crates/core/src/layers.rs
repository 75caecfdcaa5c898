//! Layers in the order of their stages.

use std::sync::Arc;

use isotype_contract::{Audited, Kind, Policy, Proof, Source};
use isotype_lowering::{DescribedError, Registry};

use crate::{Layer, Stage};

/// Those of a router or of a procedure, each with its stage.
pub(crate) struct Layers<S>(Vec<Placed<S>>);

pub(crate) type Placed<S> = (Stage, Arc<dyn Layer<S>>);

impl<S> Layers<S> {
    pub(crate) fn new() -> Layers<S> {
        Layers(Vec::new())
    }

    pub(crate) fn as_slice(&self) -> &[Placed<S>] {
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
    pub(crate) fn around(&self, inner: &Layers<S>) -> Layers<S> {
        let mut both = Layers(self.0.clone());
        for (_, layer) in &inner.0 {
            both.add(layer.clone());
        }
        both
    }
}

impl<S: 'static> Layers<S> {
    /// What they say of themselves.
    pub(crate) fn seen(&self, registry: &mut Registry) -> Seen {
        let mut seen = Seen::default();
        for (_, layer) in &self.0 {
            layer.describe(registry, &mut seen.errors);
            let mut proofs = Vec::new();
            layer.proofs(&mut proofs);
            seen.prove(proofs, registry);
            seen.policies.extend(layer.policy());
            seen.layers.push(layer.name().into_owned());
        }
        seen
    }
}

/// What is around a procedure.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) errors: Vec<DescribedError>,
    pub(crate) proofs: Vec<String>,
    pub(crate) public: bool,
    pub(crate) policies: Vec<Policy>,
    layers: Vec<String>,
}

impl Seen {
    /// Adds what must be proved, too.
    pub(crate) fn prove(&mut self, proofs: Vec<Proof>, registry: &mut Registry) {
        for proof in proofs {
            if proof == Proof::PUBLIC {
                self.public = true;
                continue;
            }
            if !self.proofs.contains(&proof.name) {
                self.proofs.push(proof.name.clone());
            }
            registry.prove(proof);
        }
    }

    pub(crate) fn audited(self, name: String, kind: Option<Kind>, source: Source) -> Audited {
        let Seen { proofs, public, policies, layers, .. } = self;
        Audited { name, kind, source, proofs, public, policies, layers }
    }
}

impl<S> Clone for Layers<S> {
    fn clone(&self) -> Self {
        Layers(self.0.clone())
    }
}

/// Takes the next of two lists of layers, without making one of them.
pub(crate) fn next<'a, S>(outer: &mut &'a [Placed<S>], inner: &mut &'a [Placed<S>]) -> Option<&'a Arc<dyn Layer<S>>> {
    let from = match (outer.first(), inner.first()) {
        (Some((first, _)), Some((second, _))) if first > second => inner,
        (Some(_), _) => outer,
        _ => inner,
    };
    let ((_, layer), rest) = from.split_first()?;
    *from = rest;
    Some(layer)
}
