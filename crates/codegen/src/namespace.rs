//! Tree of the API's namespaces and procedures.

use std::collections::{BTreeMap, HashSet};

use isotype_contract::Procedure;

/// Namespace of the API.
pub(crate) struct Namespace {
    /// Name of the namespace's TypeScript interface, for example `Client_posts`.
    pub(crate) interface: String,
    /// Procedures and nested namespaces by name.
    pub(crate) entries: BTreeMap<String, Entry>,
}

/// Entry of a namespace.
pub(crate) enum Entry {
    /// Procedure, by its index in the contract.
    Procedure(usize),
    Namespace(Namespace),
}

/// Builds the tree, whose root interface is `Client`. Reports names that denote both a procedure and a namespace.
pub(crate) fn build(procedures: &[Procedure], diagnostics: &mut Vec<String>) -> Namespace {
    let mut taken = HashSet::new();
    let mut root = Namespace::new("Client", &mut taken);
    for (index, procedure) in procedures.iter().enumerate() {
        let mut path: Vec<&str> = procedure.name.split('.').collect();
        let Some(name) = path.pop() else { continue };
        let parent = path.iter().try_fold(&mut root, |parent, segment| parent.child(segment, &mut taken));
        let is_new =
            parent.is_some_and(|parent| parent.entries.insert(name.to_owned(), Entry::Procedure(index)).is_none());
        if !is_new {
            diagnostics.push(format!(
                "`{}` ({}): another procedure or namespace has this name; register one of them under another name",
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

    /// Returns the nested namespace, creating it if necessary, or `None` if a procedure already has the name.
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

    /// Returns the names of all interfaces in the tree.
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

/// Returns `name` as a property key, in quotes if it is not an identifier.
pub(crate) fn property_name(name: &str) -> String {
    let is_identifier = !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$');
    if is_identifier { name.to_owned() } else { serde_json::Value::from(name).to_string() }
}
