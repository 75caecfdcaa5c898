use std::{collections::BTreeMap, sync::Arc};

use super::{Integers, Place, finder::Finder};
use crate::{Contract, Refused};

/// Where the wide integers of one procedure stand.
#[derive(Clone, Debug)]
pub struct Places {
    /// In what the server reads.
    pub input: Spot,
    /// In what it writes: the output, or one item of it.
    pub output: Spot,
    /// In a declared error.
    pub error: Spot,
}

/// A place with all that it leads to.
#[derive(Clone, Debug)]
pub struct Spot {
    all: Arc<[Place]>,
    at: usize,
}

impl Spot {
    /// The place itself.
    #[must_use]
    pub fn place(&self) -> &Place {
        self.get(self.at)
    }

    /// The place of that number.
    #[must_use]
    pub fn get(&self, number: usize) -> &Place {
        self.all.get(number).unwrap_or(&Place::Nowhere)
    }

    /// The same, of the place of that number.
    #[must_use]
    pub fn at(&self, number: usize) -> Spot {
        Spot { all: self.all.clone(), at: number }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_nowhere(&self) -> bool {
        *self.place() == Place::Nowhere
    }
}

impl Contract {
    /// Where in the JSON that serde reads and writes there are integers that the policy makes strings of, by the names of the procedures
    /// that have any.
    ///
    /// # Errors
    ///
    /// When nothing tells such a string from what may stand in its place.
    pub fn places(&self) -> Result<BTreeMap<String, Places>, Refused> {
        if self.integers == Integers::Number {
            return Ok(BTreeMap::new());
        }
        let mut finder = Finder::new(self);
        let found: Vec<_> = self.procedures.iter().map(|procedure| (&procedure.name, finder.find(procedure))).collect();
        let all = finder.finish()?;
        let spot = |at| Spot { all: all.clone(), at };
        let places = found.into_iter().map(|(name, [input, output, error])| {
            (name.clone(), Places { input: spot(input), output: spot(output), error: spot(error) })
        });
        let is_anywhere =
            |places: &Places| [&places.input, &places.output, &places.error].iter().any(|it| !it.is_nowhere());
        Ok(places.filter(|(_, places)| is_anywhere(places)).collect())
    }
}
