//! Procedures by their names.

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

/// Compares every procedure. Gives each named type with the one that stands in its place.
pub(super) fn compare(old: &Contract, new: &Contract, places: &mut FindingCollector) -> HashSet<(String, String)> {
    let mut names = HashSet::new();
    let mut kept = HashSet::new();
    for procedure in &old.procedures {
        let mut add = |change| places.add(Direction::Input, procedure.name.clone(), None, change);
        match find(new, &procedure.name) {
            Some(other) => {
                if other.name != procedure.name {
                    let words = format!("is called `{}` now, and still answers by the old name", other.name);
                    add(Change::new("procedure-renamed", SetRelation::Superset, words).breaks_compilation(true));
                }
                for alias in
                    procedure.aliases.iter().filter(|alias| find(new, alias).is_none_or(|it| it.name != other.name))
                {
                    add(Change::new(
                        "alias-removed",
                        SetRelation::Subset,
                        format!("does not answer as `{alias}` any more"),
                    ));
                }
                kept.insert(&other.name);
                names.extend(both(old, new, procedure, other, places));
            }
            None => add(Change::new("procedure-removed", SetRelation::Subset, "is gone")),
        }
    }
    for procedure in new.procedures.iter().filter(|procedure| !kept.contains(&procedure.name)) {
        let change = Change::new("procedure-added", SetRelation::Superset, "is new: an old server does not know it");
        places.add(Direction::Input, procedure.name.clone(), None, change);
    }
    names
}

/// The procedure that answers by that name.
fn find<'a>(contract: &'a Contract, name: &str) -> Option<&'a Procedure> {
    let answers = |procedure: &&Procedure| procedure.aliases.iter().any(|alias| alias == name);
    let named = contract.procedures.iter().find(|procedure| procedure.name == name);
    named.or_else(|| contract.procedures.iter().find(answers))
}

fn both(
    old: &Contract,
    new: &Contract,
    before: &Procedure,
    after: &Procedure,
    places: &mut FindingCollector,
) -> HashSet<(String, String)> {
    for change in itself(before, after).into_iter().chain(rest::compare((old, before), (new, after))) {
        places.add(Direction::Input, before.name.clone(), None, change);
    }
    let mut names = HashSet::new();
    let mut walk = |direction, part: &str, go: &dyn Fn(&mut Comparison<'_>)| {
        let mut walk = Comparison::new(old, new, direction, format!("{} {part}", before.name));
        go(&mut walk);
        for found in walk.changes {
            places.add(direction, found.path, found.type_path, found.change);
        }
        names.extend(walk.matched_types);
    };
    walk(Direction::Input, "input", &|walk| input(walk, &before.input, &after.input));
    walk(Direction::Output, "output", &|walk| walk.compare(&before.output, &after.output));
    walk(Direction::Output, "errors", &|walk| errors::compare(walk, &before.errors, &after.errors));
    names
}

/// A client that has nothing to send sends nothing, which is read as `null` or else as an object without members; a server that reads
/// nothing takes whatever comes.
fn input(walk: &mut Comparison<'_>, old: &Shape, new: &Shape) {
    let nothing = Shape::Object(isotype_contract::Object::default());
    let is_object = |contract: &Contract, shape| matches!(contract.normalize(shape), Shape::Object(_));
    match (old.is_null(), new.is_null()) {
        (true, false) if is_object(walk.new, new) => walk.compare(&nothing, new),
        (false, true) if is_object(walk.old, old) => walk.compare(old, &nothing),
        (false, true) if *old != Scalar::Never.into() => {
            walk.add(
                Change::new("input-removed", SetRelation::Incomparable, "is not read any more")
                    .breaks_compilation(true),
            );
        }
        _ => walk.compare(old, new),
    }
}

/// What a procedure says beside its types.
fn itself(old: &Procedure, new: &Procedure) -> Vec<Change> {
    let mut changes = annotations::compare(&of(old), &of(new));
    let mut other = |code, words: String| changes.push(Change::new(code, SetRelation::Incomparable, words));
    if old.kind != new.kind {
        other("kind", format!("is a {} and was a {}", new.kind.as_str(), old.kind.as_str()));
    }
    if old.encoding != new.encoding {
        other("encoding", "takes its input in another encoding".to_owned());
    }
    if old.streaming != new.streaming {
        other(
            "streams",
            if new.streaming { "answers with a stream now" } else { "answers with one value now" }.to_owned(),
        );
    }
    if old.tracked != new.tracked {
        let words = if new.tracked { "its items carry an id now" } else { "its items carry no id any more" };
        other("tracked", words.to_owned());
    }
    for proof in new.guards.iter().filter(|proof| !old.guards.contains(proof)) {
        changes.push(Change::new("proof-added", SetRelation::Subset, format!("asks for {proof} now")));
    }
    for proof in old.guards.iter().filter(|proof| !new.guards.contains(proof)) {
        changes.push(Change::new("proof-removed", SetRelation::Superset, format!("does not ask for {proof} any more")));
    }
    changes.extend(policies::compare(&old.policies, &new.policies));
    changes
}

fn of(procedure: &Procedure) -> Annotations<'_> {
    Annotations { docs: &procedure.docs, deprecated: procedure.deprecated.as_deref() }
}
