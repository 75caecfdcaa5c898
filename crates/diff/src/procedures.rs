//! Comparison of procedures by name.

use std::collections::HashSet;

use super::{
    Change, Direction, SetRelation,
    annotations::{self, Annotations},
    comparison::Comparison,
    errors,
    finding_collector::FindingCollector,
    policies, rest,
};
use isotype_contract::{Contract, Procedure, Scalar, Shape};

/// Compares all procedures. Returns the old and new names of matched named types.
pub(super) fn compare(old: &Contract, new: &Contract, findings: &mut FindingCollector) -> HashSet<(String, String)> {
    let mut names = HashSet::new();
    let mut matched = HashSet::new();
    for procedure in &old.procedures {
        let mut add = |change| findings.add(Direction::Input, procedure.name.clone(), None, change);
        match find(new, &procedure.name) {
            Some(other) => {
                if other.name != procedure.name {
                    let message = format!("renamed to `{}`; the old name still works", other.name);
                    add(Change::new("procedure-renamed", SetRelation::Superset, message).breaks_compilation(true));
                }
                for alias in
                    procedure.aliases.iter().filter(|alias| find(new, alias).is_none_or(|it| it.name != other.name))
                {
                    add(Change::new("alias-removed", SetRelation::Subset, format!("no longer available as `{alias}`")));
                }
                matched.insert(&other.name);
                names.extend(compare_procedure(old, new, procedure, other, findings));
            }
            None => add(Change::new("procedure-removed", SetRelation::Subset, "removed")),
        }
    }
    for procedure in new.procedures.iter().filter(|procedure| !matched.contains(&procedure.name)) {
        let change = Change::new("procedure-added", SetRelation::Superset, "added; old servers return NOT_FOUND");
        findings.add(Direction::Input, procedure.name.clone(), None, change);
    }
    names
}

/// Returns the procedure with the given name or alias.
fn find<'a>(contract: &'a Contract, name: &str) -> Option<&'a Procedure> {
    let has_alias = |procedure: &&Procedure| procedure.aliases.iter().any(|alias| alias == name);
    let named = contract.procedures.iter().find(|procedure| procedure.name == name);
    named.or_else(|| contract.procedures.iter().find(has_alias))
}

fn compare_procedure(
    old: &Contract,
    new: &Contract,
    before: &Procedure,
    after: &Procedure,
    findings: &mut FindingCollector,
) -> HashSet<(String, String)> {
    for change in compare_properties(before, after).into_iter().chain(rest::compare((old, before), (new, after))) {
        findings.add(Direction::Input, before.name.clone(), None, change);
    }
    let mut names = HashSet::new();
    let mut compare = |direction, part: &str, run: &dyn Fn(&mut Comparison<'_>)| {
        let mut comparison = Comparison::new(old, new, direction, format!("{} {part}", before.name));
        run(&mut comparison);
        for located in comparison.changes {
            findings.add(direction, located.path, located.type_path, located.change);
        }
        names.extend(comparison.matched_types);
    };
    compare(Direction::Input, "input", &|comparison| compare_input(comparison, &before.input, &after.input));
    compare(Direction::Output, "output", &|comparison| comparison.compare(&before.output, &after.output));
    compare(Direction::Output, "errors", &|comparison| errors::compare(comparison, &before.errors, &after.errors));
    names
}

/// Compares the inputs of a procedure.
///
/// For a procedure without an input, clients send nothing, which servers read as `null` or as an empty object, and
/// servers accept any input.
fn compare_input(comparison: &mut Comparison<'_>, old: &Shape, new: &Shape) {
    let empty = Shape::Object(isotype_contract::Object::default());
    let is_object = |contract: &Contract, shape| matches!(contract.normalize(shape), Shape::Object(_));
    match (old.is_null(), new.is_null()) {
        (true, false) if is_object(comparison.new, new) => comparison.compare(&empty, new),
        (false, true) if is_object(comparison.old, old) => comparison.compare(old, &empty),
        (false, true) if *old != Scalar::Never.into() => {
            comparison.add(
                Change::new("input-removed", SetRelation::Incomparable, "input no longer accepted")
                    .breaks_compilation(true),
            );
        }
        _ => comparison.compare(old, new),
    }
}

/// Compares everything about a procedure except its types and its REST route.
fn compare_properties(old: &Procedure, new: &Procedure) -> Vec<Change> {
    let mut changes = annotations::compare(&annotations_of(old), &annotations_of(new));
    let mut add = |kind, message: String| changes.push(Change::new(kind, SetRelation::Incomparable, message));
    if old.kind != new.kind {
        add("kind-changed", format!("kind changed from {} to {}", old.kind.as_str(), new.kind.as_str()));
    }
    if old.encoding != new.encoding {
        add("encoding-changed", "input encoding changed".to_owned());
    }
    if old.streaming != new.streaming {
        add(
            "streaming-changed",
            if new.streaming { "now returns a stream" } else { "now returns a single value" }.to_owned(),
        );
    }
    if old.tracked != new.tracked {
        let message = if new.tracked { "items now carry an event id" } else { "items no longer carry an event id" };
        add("tracking-changed", message.to_owned());
    }
    for guard in new.guards.iter().filter(|guard| !old.guards.contains(guard)) {
        changes.push(Change::new("guard-added", SetRelation::Subset, format!("now requires the guard {guard}")));
    }
    for guard in old.guards.iter().filter(|guard| !new.guards.contains(guard)) {
        changes.push(Change::new(
            "guard-removed",
            SetRelation::Superset,
            format!("no longer requires the guard {guard}"),
        ));
    }
    changes.extend(policies::compare(&old.policies, &new.policies));
    changes
}

fn annotations_of(procedure: &Procedure) -> Annotations<'_> {
    Annotations { docs: &procedure.docs, deprecated: procedure.deprecated.as_deref() }
}
