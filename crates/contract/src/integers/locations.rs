use std::{collections::BTreeMap, sync::Arc};

use super::{IntegerNode, locator::IntegerLocator};
use crate::{Contract, ContractError, IntegerEncoding};

/// Locations of the wide integers in a procedure's JSON.
#[derive(Clone, Debug)]
pub struct ProcedureIntegers {
    /// Locations in the input.
    pub input: IntegerLocations,
    /// Locations in the output or, for a stream, in one item.
    pub output: IntegerLocations,
    /// Locations in a declared error.
    pub error: IntegerLocations,
}

/// Locations of wide integers in a JSON value, as a graph of [`IntegerNode`]s.
#[derive(Clone, Debug)]
pub struct IntegerLocations {
    nodes: Arc<[IntegerNode]>,
    root: usize,
}

impl IntegerLocations {
    /// Returns the node for the value itself.
    #[must_use]
    pub fn root(&self) -> &IntegerNode {
        self.node(self.root)
    }

    /// Returns the node at `index`.
    #[must_use]
    pub fn node(&self, index: usize) -> &IntegerNode {
        self.nodes.get(index).unwrap_or(&IntegerNode::None)
    }

    /// Returns the locations within the node at `index`.
    #[must_use]
    pub fn descend(&self, index: usize) -> IntegerLocations {
        IntegerLocations { nodes: self.nodes.clone(), root: index }
    }

    /// Returns `true` if the value contains no wide integers.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self.root() == IntegerNode::None
    }
}

impl Contract {
    /// Returns the locations of integers that are encoded as strings, by procedure name.
    ///
    /// Procedures without such integers are omitted.
    ///
    /// # Errors
    ///
    /// Returns [`ContractError`] if an untagged enum has an integer that cannot be distinguished from another variant.
    pub fn integer_locations(&self) -> Result<BTreeMap<String, ProcedureIntegers>, ContractError> {
        if self.integers == IntegerEncoding::Number {
            return Ok(BTreeMap::new());
        }
        let mut locator = IntegerLocator::new(self);
        let roots: Vec<_> =
            self.procedures.iter().map(|procedure| (&procedure.name, locator.locate(procedure))).collect();
        let nodes = locator.finish()?;
        let locations = |root| IntegerLocations { nodes: nodes.clone(), root };
        let procedures = roots.into_iter().map(|(name, [input, output, error])| {
            (
                name.clone(),
                ProcedureIntegers { input: locations(input), output: locations(output), error: locations(error) },
            )
        });
        let has_integers =
            |it: &ProcedureIntegers| [&it.input, &it.output, &it.error].iter().any(|locations| !locations.is_empty());
        Ok(procedures.filter(|(_, integers)| has_integers(integers)).collect())
    }
}
