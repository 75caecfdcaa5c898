use isotype_contract::{Contract, InputEncoding, ProcedureKind, Shape, SourceLocation};
use isotype_diff::{Compatibility, Finding, SemverBump};
use isotype_lowering::{ProcedureDescription, Registry, Type};
use serde::{Serialize, de::DeserializeOwned};

use super::verify::Proof;

/// One kind of change.
pub(crate) struct Case {
    pub(crate) what: &'static str,
    pub(crate) sent: &'static str,
    pub(crate) old: Contract,
    pub(crate) new: Contract,
    pub(crate) verdict: Compatibility,
    pub(crate) step: SemverBump,
    pub(crate) proof: Proof,
}

impl Case {
    /// The finding that weighs most.
    pub(crate) fn worst(&self) -> Option<Finding> {
        isotype_diff::compare(&self.old, &self.new)
            .into_iter()
            .max_by_key(|finding| (finding.compatibility, finding.bump))
    }

    pub(crate) fn is_input(&self) -> bool {
        self.sent == "input"
    }

    /// The type that the case is about.
    pub(crate) fn shape<'a>(&self, contract: &'a Contract) -> &'a Shape {
        let procedure = &contract.procedures[0];
        if self.is_input() { &procedure.input } else { &procedure.output }
    }

    /// The same case, whose values are read and cannot show what breaks: its reason stands where it is said.
    pub(crate) fn unbroken(self) -> Case {
        let proof = match self.proof {
            Proof::Values { old, new } => Proof::Unbroken { old, new },
            proof => proof,
        };
        Case { proof, ..self }
    }

    pub(crate) fn disproved(&self) -> Vec<String> {
        self.proof.disproved(self)
    }
}

/// A change of the type that a client sends, from `Old` to `New`.
pub(crate) fn input<Old: Wire, New: Wire>(what: &'static str, verdict: Compatibility, step: SemverBump) -> Case {
    let (old, new) = (api::<Old, ()>(), api::<New, ()>());
    Case { what, sent: "input", old, new, verdict, step, proof: Proof::of::<Old, New>() }
}

/// A change of the type that a server sends, from `Old` to `New`.
pub(crate) fn output<Old: Wire, New: Wire>(what: &'static str, verdict: Compatibility, step: SemverBump) -> Case {
    let (old, new) = (api::<(), Old>(), api::<(), New>());
    Case { what, sent: "output", old, new, verdict, step, proof: Proof::of::<Old, New>() }
}

/// Both.
pub(crate) fn both<Old: Wire, New: Wire>(
    what: &'static str,
    as_input: (Compatibility, SemverBump),
    as_output: (Compatibility, SemverBump),
) -> [Case; 2] {
    [input::<Old, New>(what, as_input.0, as_input.1), output::<Old, New>(what, as_output.0, as_output.1)]
}

/// A change of something else, which no value of a type can show.
pub(crate) fn other(
    what: &'static str,
    change: impl FnOnce(&mut Contract),
    verdict: Compatibility,
    step: SemverBump,
) -> Case {
    let old = api::<String, String>();
    let mut new = old.clone();
    change(&mut new);
    Case { what, sent: "", old, new, verdict, step, proof: Proof::None }
}

/// A type that serde writes and reads and that describes itself.
pub(crate) trait Wire: Type + Serialize + DeserializeOwned + 'static {}

impl<T: Type + Serialize + DeserializeOwned + 'static> Wire for T {}

/// Declares the same types twice, as they were and as they are.
macro_rules! change {
    ($name:ident { $($old:item)* } => { $($new:item)* }) => {
        #[allow(dead_code, unreachable_pub, reason = "values are decoded and written, not looked at")]
        mod $name {
            pub(super) mod old {
                #[allow(unused_imports, reason = "not every pair needs them")]
                use std::collections::{BTreeMap, BTreeSet};
                #[allow(unused_imports, reason = "not every pair needs them")]
                use isotype_lowering::specta;
                $(#[derive(serde::Serialize, serde::Deserialize, isotype_lowering::Type)] $old)*
            }
            pub(super) mod new {
                #[allow(unused_imports, reason = "not every pair needs them")]
                use std::collections::{BTreeMap, BTreeSet};
                #[allow(unused_imports, reason = "not every pair needs them")]
                use isotype_lowering::specta;
                $(#[derive(serde::Serialize, serde::Deserialize, isotype_lowering::Type)] $new)*
            }
        }
    };
}
pub(crate) use change;

/// An API of one procedure.
pub(crate) fn api<I: Type, O: Type>() -> Contract {
    let mut registry = Registry::new();
    let procedure = procedure::<I, O>(&mut registry);
    registry.add_procedure(procedure);
    registry.finish().expect("can be told")
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
