//! Procedures by namespace, and what the namespaces' interfaces are called.

use std::collections::{BTreeMap, HashSet};

use isotype_contract::Procedure;

/// A namespace: its interface, and what stands in it by name.
pub(crate) struct Namespace {
    pub(crate) interface: String,
    pub(crate) entries: BTreeMap<String, Entry>,
}

pub(crate) enum Entry {
    /// The procedure's place in the contract.
    Procedure(usize),
    Namespace(Namespace),
}

/// The whole API as a tree under the interface `Client`. Complains about names that are both.
pub(crate) fn build(procedures: &[Procedure], complaints: &mut Vec<String>) -> Namespace {
    let mut taken = HashSet::new();
    let mut root = Namespace::new("Client", &mut taken);
    for (index, procedure) in procedures.iter().enumerate() {
        let mut path: Vec<&str> = procedure.name.split('.').collect();
        let Some(name) = path.pop() else { continue };
        let home = path.iter().try_fold(&mut root, |home, segment| home.child(segment, &mut taken));
        let free = home.is_some_and(|home| home.entries.insert(name.to_owned(), Entry::Procedure(index)).is_none());
        if !free {
            complaints.push(format!(
                "`{}` ({}): the name is taken by another procedure or namespace. Mount one of them under another name",
                procedure.name, procedure.source
            ));
        }
    }
    root
}

impl Namespace {
    fn new(wanted: &str, taken: &mut HashSet<String>) -> Self {
        let mut interface = wanted.to_owned();
        let mut number = 2;
        while !taken.insert(interface.clone()) {
            interface = format!("{wanted}_{number}");
            number += 1;
        }
        Self { interface, entries: BTreeMap::new() }
    }

    fn child(&mut self, segment: &str, taken: &mut HashSet<String>) -> Option<&mut Namespace> {
        let interface = format!("{}_{}", self.interface, identifier(segment));
        let entry = self
            .entries
            .entry(segment.to_owned())
            .or_insert_with(|| Entry::Namespace(Namespace::new(&interface, taken)));
        match entry {
            Entry::Namespace(namespace) => Some(namespace),
            Entry::Procedure(_) => None,
        }
    }

    /// The names of all interfaces.
    pub(crate) fn interfaces(&self) -> HashSet<String> {
        let mut names = HashSet::from([self.interface.clone()]);
        for entry in self.entries.values() {
            if let Entry::Namespace(inner) = entry {
                names.extend(inner.interfaces());
            }
        }
        names
    }
}

fn identifier(segment: &str) -> String {
    segment.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

/// A property's name, quoted where TypeScript wants it.
pub(crate) fn property_name(name: &str) -> String {
    let plain = !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$');
    if plain { name.to_owned() } else { serde_json::Value::from(name).to_string() }
}
