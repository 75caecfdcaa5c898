//! Property tests: if a change is reported as compatible, the reader accepts every value.

use isotype_contract::{
    Contract, Definition, InputEncoding, IntegerEncoding, Procedure, ProcedureKind, Scalar, Shape, SourceLocation,
};
use isotype_diff::Compatibility;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use super::{
    arbitrary::{shapes, terminates},
    mutation::mutations,
    reader::Reader,
    values::values,
};

/// Number of random values per type.
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

/// Checks that the reader accepts random values of `written` as `read`.
fn check_values(
    writer: &Contract,
    written: &Shape,
    reader: (Reader, &Contract),
    read: &Shape,
) -> Result<(), TestCaseError> {
    let mut runner = TestRunner::deterministic();
    let values = values(writer, written);
    for _ in 0..VALUES {
        let value = values.new_tree(&mut runner).map_err(|error| TestCaseError::fail(error.to_string()))?.current();
        prop_assert!(reader.0.reads(reader.1, read, &value), "{:?} should read {value} as {read:?}", reader.0);
    }
    Ok(())
}

/// Returns the worst compatibility among the findings of a comparison.
fn worst_compatibility(old: &Contract, new: &Contract) -> Compatibility {
    isotype_diff::compare(old, new)
        .iter()
        .map(|finding| finding.compatibility)
        .max()
        .unwrap_or(Compatibility::Compatible)
}

const T: fn() -> Shape = || Shape::Type { name: "T".into(), arguments: Vec::new() };

fn compare_both_directions(before: &Shape, after: &Shape) -> [(Compatibility, Contract, Contract); 2] {
    let null = || Shape::from(Scalar::Null);
    let input = [before, after].map(|t| contract(Shape::List(Box::new(T())), null(), t));
    let output = [before, after].map(|t| contract(null(), T(), t));
    [input, output].map(|[old, new]| (worst_compatibility(&old, &new), old, new))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Checks changes that are not reported as breaking against both old and new readers.
    #[test]
    fn readers_accept_values_after_compatible_change(before in shapes(), mutations in mutations()) {
        let after = mutations.iter().fold(before.clone(), |shape, mutation| mutation.apply(&shape));
        prop_assume!(terminates(&after));
        let [(input, old_in, new_in), (output, old_out, new_out)] = compare_both_directions(&before, &after);
        if input < Compatibility::BreaksClients {
            check_values(&old_in, &T(), (Reader::Server, &new_in), &T())?;
        }
        if input < Compatibility::BreaksServers {
            check_values(&new_in, &T(), (Reader::Server, &old_in), &T())?;
        }
        if output < Compatibility::BreaksClients {
            check_values(&new_out, &T(), (Reader::Client, &old_out), &T())?;
        }
        if output < Compatibility::BreaksServers {
            check_values(&old_out, &T(), (Reader::Client, &new_out), &T())?;
        }
    }

    /// Checks that the generated values and the reference readers agree.
    #[test]
    fn readers_accept_values_of_same_contract(shape in shapes()) {
        let [(compatibility, old, new), _] = compare_both_directions(&shape, &shape);
        prop_assert_eq!(compatibility, Compatibility::Compatible);
        check_values(&old, &T(), (Reader::Server, &new), &T())?;
        check_values(&old, &T(), (Reader::Client, &new), &T())?;
    }
}
