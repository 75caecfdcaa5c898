use std::{collections::BTreeMap, sync::Arc};

use super::{IntegerEncoding, IntegerNode, locator::IntegerLocator};
use crate::{Contract, ContractError};

/// Where the wide integers of one procedure stand.
#[derive(Clone, Debug)]
pub struct ProcedureIntegers {
    /// In what the server reads.
    pub input: IntegerLocations,
    /// In what it writes: the output, or one item of it.
    pub output: IntegerLocations,
    /// In a declared error.
    pub error: IntegerLocations,
}

/// A place with all that it leads to.
#[derive(Clone, Debug)]
pub struct IntegerLocations {
    nodes: Arc<[IntegerNode]>,
    root: usize,
}

impl IntegerLocations {
    /// The place itself.
    #[must_use]
    pub fn root(&self) -> &IntegerNode {
        self.node(self.root)
    }

    /// The place of that number.
    #[must_use]
    pub fn node(&self, number: usize) -> &IntegerNode {
        self.nodes.get(number).unwrap_or(&IntegerNode::None)
    }

    /// The same, of the place of that number.
    #[must_use]
    pub fn descend(&self, number: usize) -> IntegerLocations {
        IntegerLocations { nodes: self.nodes.clone(), root: number }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self.root() == IntegerNode::None
    }
}

impl Contract {
    /// Where in the JSON that serde reads and writes there are integers that the policy makes strings of, by the names of the procedures
    /// that have any.
    ///
    /// # Errors
    ///
    /// When nothing tells such a string from what may stand in its place.
    pub fn integer_locations(&self) -> Result<BTreeMap<String, ProcedureIntegers>, ContractError> {
        if self.integers == IntegerEncoding::Number {
            return Ok(BTreeMap::new());
        }
        let mut finder = IntegerLocator::new(self);
        let found: Vec<_> =
            self.procedures.iter().map(|procedure| (&procedure.name, finder.locate(procedure))).collect();
        let all = finder.finish()?;
        let spot = |at| IntegerLocations { nodes: all.clone(), root: at };
        let places = found.into_iter().map(|(name, [input, output, error])| {
            (name.clone(), ProcedureIntegers { input: spot(input), output: spot(output), error: spot(error) })
        });
        let is_anywhere =
            |places: &ProcedureIntegers| [&places.input, &places.output, &places.error].iter().any(|it| !it.is_empty());
        Ok(places.filter(|(_, places)| is_anywhere(places)).collect())
    }
}
