use isotype_contract::{Contract, InputEncoding, ProcedureKind, Shape, SourceLocation};
use isotype_diff::{Compatibility, Finding, SemverBump};
use isotype_lowering::{ProcedureDescription, Registry, Type};
use serde::{Serialize, de::DeserializeOwned};

use super::evidence::Evidence;

/// Change between two contracts, with its expected compatibility.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) location: &'static str,
    pub(crate) old: Contract,
    pub(crate) new: Contract,
    pub(crate) compatibility: Compatibility,
    pub(crate) bump: SemverBump,
    pub(crate) evidence: Evidence,
}

impl Case {
    /// Returns the most severe finding.
    pub(crate) fn worst(&self) -> Option<Finding> {
        isotype_diff::compare(&self.old, &self.new)
            .into_iter()
            .max_by_key(|finding| (finding.compatibility, finding.bump))
    }

    pub(crate) fn is_input(&self) -> bool {
        self.location == "input"
    }

    /// Returns the shape that the case changes.
    pub(crate) fn shape<'a>(&self, contract: &'a Contract) -> &'a Shape {
        let procedure = &contract.procedures[0];
        if self.is_input() { &procedure.input } else { &procedure.output }
    }

    /// Marks a case whose break cannot be demonstrated with random values. Callers explain the reason.
    pub(crate) fn without_shown_break(self) -> Case {
        let evidence = match self.evidence {
            Evidence::Values { old, new } => Evidence::ValuesWithoutBreak { old, new },
            evidence => evidence,
        };
        Case { evidence, ..self }
    }

    pub(crate) fn counterexamples(&self) -> Vec<String> {
        self.evidence.counterexamples(self)
    }
}

/// Creates a case in which the input type changes from `Old` to `New`.
pub(crate) fn input<Old: TestType, New: TestType>(
    name: &'static str,
    compatibility: Compatibility,
    bump: SemverBump,
) -> Case {
    let (old, new) = (api::<Old, ()>(), api::<New, ()>());
    Case { name, location: "input", old, new, compatibility, bump, evidence: Evidence::of::<Old, New>() }
}

/// Creates a case in which the output type changes from `Old` to `New`.
pub(crate) fn output<Old: TestType, New: TestType>(
    name: &'static str,
    compatibility: Compatibility,
    bump: SemverBump,
) -> Case {
    let (old, new) = (api::<(), Old>(), api::<(), New>());
    Case { name, location: "output", old, new, compatibility, bump, evidence: Evidence::of::<Old, New>() }
}

/// Creates two cases, one for each direction.
pub(crate) fn both_directions<Old: TestType, New: TestType>(
    name: &'static str,
    as_input: (Compatibility, SemverBump),
    as_output: (Compatibility, SemverBump),
) -> [Case; 2] {
    [input::<Old, New>(name, as_input.0, as_input.1), output::<Old, New>(name, as_output.0, as_output.1)]
}

/// Creates a case in which something other than a type changes.
pub(crate) fn other(
    name: &'static str,
    change: impl FnOnce(&mut Contract),
    compatibility: Compatibility,
    bump: SemverBump,
) -> Case {
    let old = api::<String, String>();
    let mut new = old.clone();
    change(&mut new);
    Case { name, location: "", old, new, compatibility, bump, evidence: Evidence::None }
}

/// Type that implements serde's traits and [`Type`].
pub(crate) trait TestType: Type + Serialize + DeserializeOwned + 'static {}

impl<T: Type + Serialize + DeserializeOwned + 'static> TestType for T {}

/// Declares an old and a new version of the same types.
macro_rules! change {
    ($name:ident { $($old:item)* } => { $($new:item)* }) => {
        #[allow(dead_code, unreachable_pub, reason = "values are only deserialized and serialized")]
        mod $name {
            pub(super) mod old {
                #[allow(unused_imports, reason = "some pairs do not use them")]
                use std::collections::{BTreeMap, BTreeSet};
                #[allow(unused_imports, reason = "some pairs do not use them")]
                use isotype_lowering::specta;
                $(#[derive(serde::Serialize, serde::Deserialize, specta::Type)] $old)*
            }
            pub(super) mod new {
                #[allow(unused_imports, reason = "some pairs do not use them")]
                use std::collections::{BTreeMap, BTreeSet};
                #[allow(unused_imports, reason = "some pairs do not use them")]
                use isotype_lowering::specta;
                $(#[derive(serde::Serialize, serde::Deserialize, specta::Type)] $new)*
            }
        }
    };
}
pub(crate) use change;

/// Returns a contract with one procedure.
pub(crate) fn api<I: Type, O: Type>() -> Contract {
    let mut registry = Registry::new();
    let procedure = procedure::<I, O>(&mut registry);
    registry.add_procedure(procedure);
    registry.finish().expect("should be representable")
}

pub(crate) fn procedure<I: Type, O: Type>(registry: &mut Registry) -> ProcedureDescription {
    ProcedureDescription {
        name: "posts.create".into(),
        aliases: Vec::new(),
        kind: ProcedureKind::Mutation,
        docs: String::new(),
        deprecated: None,
        source: SourceLocation::default(),
        guards: Vec::new(),
        public: false,
        policies: Vec::new(),
        input: registry.describe::<I>(),
        encoding: InputEncoding::Json,
        rest: None,
        output: registry.describe::<O>(),
        streaming: false,
        tracked: false,
        errors: Vec::new(),
    }
}
