//! Whatever becomes of a type: where the diff sees no break, every value that can come is read.

use isotype_contract::{
    Contract, Definition, InputEncoding, IntegerEncoding, Procedure, ProcedureKind, Scalar, Shape, SourceLocation,
};
use isotype_diff::Compatibility;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use super::{
    arbitrary::{ends, shapes},
    mutation::mutations,
    reader::Reader,
    values::values,
};

/// How many values of each type are tried.
const VALUES: usize = 24;

pub(crate) fn contract(input: Shape, output: Shape, t: &Shape) -> Contract {
    let procedure = Procedure {
        name: "p".into(),
        aliases: Vec::new(),
        kind: ProcedureKind::Mutation,
        docs: String::new(),
        deprecated: None,
        source: SourceLocation::default(),
        guards: Vec::new(),
        public: false,
        policies: Vec::new(),
        input,
        encoding: InputEncoding::Json,
        rest: None,
        output,
        streaming: false,
        tracked: false,
        errors: Vec::new(),
    };
    let t = Definition {
        name: "T".into(),
        rust_path: "T".into(),
        source: SourceLocation::default(),
        docs: String::new(),
        deprecated: None,
        parameters: Vec::new(),
        branded: false,
        rules: Vec::new(),
        shape: t.clone(),
    };
    Contract { integers: IntegerEncoding::default(), guards: Vec::new(), procedures: vec![procedure], types: vec![t] }
}

/// Everything that `written` may be is read as `read`.
fn each(writer: &Contract, written: &Shape, reader: (Reader, &Contract), read: &Shape) -> Result<(), TestCaseError> {
    let mut runner = TestRunner::deterministic();
    let values = values(writer, written);
    for _ in 0..VALUES {
        let value = values.new_tree(&mut runner).map_err(|why| TestCaseError::fail(why.to_string()))?.current();
        prop_assert!(reader.0.reads(reader.1, read, &value), "{:?} does not read {value} as {read:?}", reader.0);
    }
    Ok(())
}

/// The worst that is said of the change.
fn worst(old: &Contract, new: &Contract) -> Compatibility {
    isotype_diff::compare(old, new)
        .iter()
        .map(|finding| finding.compatibility)
        .max()
        .unwrap_or(Compatibility::Compatible)
}

const T: fn() -> Shape = || Shape::Type { name: "T".into(), arguments: Vec::new() };

fn changed(before: &Shape, after: &Shape) -> [(Compatibility, Contract, Contract); 2] {
    let nothing = || Shape::from(Scalar::Null);
    let input = [before, after].map(|t| contract(Shape::List(Box::new(T())), nothing(), t));
    let output = [before, after].map(|t| contract(nothing(), T(), t));
    [input, output].map(|[old, new]| (worst(&old, &new), old, new))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What is not said to break clients breaks none, and what is said to be safe breaks no server either.
    #[test]
    fn a_change_that_is_said_to_be_safe_is_read(before in shapes(), mutations in mutations()) {
        let after = mutations.iter().fold(before.clone(), |shape, mutation| mutation.apply(&shape));
        prop_assume!(ends(&after));
        let [(input, old_in, new_in), (output, old_out, new_out)] = changed(&before, &after);
        if input < Compatibility::BreaksClients {
            each(&old_in, &T(), (Reader::Server, &new_in), &T())?;
        }
        if input < Compatibility::BreaksServers {
            each(&new_in, &T(), (Reader::Server, &old_in), &T())?;
        }
        if output < Compatibility::BreaksClients {
            each(&new_out, &T(), (Reader::Client, &old_out), &T())?;
        }
        if output < Compatibility::BreaksServers {
            each(&old_out, &T(), (Reader::Client, &new_out), &T())?;
        }
    }

    /// Every value is read by who has the same contract: the values and the reader agree with each other.
    #[test]
    fn what_is_sent_is_read(shape in shapes()) {
        let [(verdict, old, new), _] = changed(&shape, &shape);
        prop_assert_eq!(verdict, Compatibility::Compatible);
        each(&old, &T(), (Reader::Server, &new), &T())?;
        each(&old, &T(), (Reader::Client, &new), &T())?;
    }
}
