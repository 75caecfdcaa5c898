//! Where settings stand, one source over the other.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    fs,
    path::Path,
};

use toml::{Table, Value};

use super::{ConfigLoader, problem::ConfigError};

/// What ends the name of a setting that says in which file another stands.
pub(super) const FILE_SUFFIX: &str = "_file";

/// How the names of settings end that are secrets without being said to be.
const SECRET_SUFFIXES: [&str; 3] = ["password", "secret", "token"];

/// What is wrong where one source says a setting twice.
const AMBIGUOUS: &str = "which of them counts cannot be told";

/// All that was said.
#[derive(Default)]
pub(super) struct Sources {
    pub(super) prefix: String,
    pub(super) tree: Table,
    sources: BTreeMap<String, Source>,
    secrets: BTreeSet<String>,
}

/// Where a setting stands.
struct Source {
    name: String,
    is_variable: bool,
}

impl Sources {
    pub(super) fn read(settings: &ConfigLoader, wrong: &mut ConfigError) -> Sources {
        let mut all =
            Sources { prefix: settings.prefix.clone(), secrets: settings.secrets.clone(), ..Sources::default() };
        for (key, value) in &settings.defaults {
            let place = Source { name: "the program".to_owned(), is_variable: false };
            all.set(key, value.clone(), place, wrong);
        }
        let variables = variables(settings);
        let config = variables.iter().find(|(key, ..)| key == "config").map(|(.., value)| Path::new(value).to_owned());
        if let Some(path) = settings.file.clone().or(config) {
            all.file(&path, wrong);
        }
        let mut said = BTreeMap::new();
        for (key, name, value) in variables.into_iter().filter(|(key, ..)| key != "config") {
            if let Some(other) = said.insert(without_file_suffix(&key).to_owned(), name.clone()) {
                wrong.add(format!("{name}: {other} is set too: {AMBIGUOUS}"));
            }
            match value.into_string() {
                Ok(value) => all.set(&key, value, Source { name, is_variable: true }, wrong),
                Err(_) => wrong.add(format!("{name}: {key}: has to be UTF-8")),
            }
        }
        for (flag, key, value) in &settings.flags {
            all.set(key, value.clone(), Source { name: flag.clone(), is_variable: false }, wrong);
        }
        all
    }

    /// Where a setting stands, as people call it.
    pub(super) fn source_name(&self, key: &str) -> &str {
        self.find(key).map_or("", |place| &place.name)
    }

    pub(super) fn is_from_environment(&self, key: &str) -> bool {
        self.find(key).is_some_and(|place| place.is_variable)
    }

    /// The value of a setting, where a message may have it; not those of several at once, among which is who knows what.
    pub(super) fn display_value(&self, key: &str) -> Option<String> {
        let is_hidden = self.secrets.iter().any(|hidden| key.strip_prefix(hidden.as_str()).is_some_and(is_below));
        if is_hidden || segments(key).any(|step| SECRET_SUFFIXES.iter().any(|word| step.ends_with(word))) {
            return Some("…".to_owned());
        }
        let tree = Value::Table(self.tree.clone());
        let value = segments(key).try_fold(&tree, |value, step| value.get(step));
        value.filter(|value| !value.is_table()).map(ToString::to_string)
    }

    /// That of the setting, or of what it is a part of.
    fn find(&self, key: &str) -> Option<&Source> {
        let mut key = key.split('[').next()?;
        loop {
            if let Some(place) = self.sources.get(key) {
                return Some(place);
            }
            key = key.rsplit_once('.')?.0;
        }
    }

    fn file(&mut self, path: &Path, wrong: &mut ConfigError) {
        let name = path.display().to_string();
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => return wrong.add(format!("{name}: cannot be read: {error}")),
        };
        // Its own display repeats the line, and so perhaps a secret.
        let table = match text.parse::<Table>() {
            Ok(table) => table,
            Err(error) => {
                let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
                let line = before.matches('\n').count() + 1;
                return wrong.add(format!("{name}: line {line} is not TOML: {}", error.message()));
            }
        };
        self.table("", table, &name, wrong);
    }

    /// What a table of a file says, each setting by itself: what it does not name stays as it was said before.
    fn table(&mut self, above: &str, table: Table, name: &str, wrong: &mut ConfigError) {
        let named = |key: &str| if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") };
        let twice = table
            .keys()
            .filter(|key| without_file_suffix(key) != key.as_str() && table.contains_key(without_file_suffix(key)));
        twice.for_each(|key| {
            wrong.add(format!("{name}: {}: {} is set too: {AMBIGUOUS}", named(key), named(without_file_suffix(key))))
        });
        for (key, value) in table {
            let key = named(&key);
            let place = Source { name: name.to_owned(), is_variable: false };
            match value {
                Value::String(text) => self.set(&key, text, place, wrong),
                Value::Table(inner) if is_settings_table(&inner) => {
                    self.sources.insert(key.clone(), place);
                    self.table(&key, inner, name, wrong);
                }
                value => self.insert(&key, value, place),
            }
        }
    }

    fn set(&mut self, key: &str, value: String, place: Source, wrong: &mut ConfigError) {
        let Some(key) = key.strip_suffix(FILE_SUFFIX) else { return self.insert(key, Value::String(value), place) };
        self.secrets.insert(key.to_owned());
        match fs::read_to_string(&value) {
            Ok(text) => self.insert(key, Value::String(text.trim_end().to_owned()), place),
            Err(error) => {
                wrong.add(format!("{}: {key}{FILE_SUFFIX} = {value:?}: cannot be read: {error}", place.name));
                wrong.mark_reported(key);
            }
        }
    }

    fn insert(&mut self, key: &str, value: Value, place: Source) {
        self.sources.insert(key.to_owned(), place);
        let mut steps: Vec<&str> = key.split('.').collect();
        let last = steps.pop().unwrap_or_default();
        let table = steps.into_iter().fold(&mut self.tree, |table, step| {
            let inner = table.entry(step).or_insert_with(|| Table::new().into());
            if !inner.is_table() {
                *inner = Table::new().into();
            }
            // It was just made one.
            inner.as_table_mut().unwrap_or_else(|| unreachable!())
        });
        table.insert(last.to_owned(), value);
    }
}

/// The setting that is said, be it by itself or by a file of its own.
fn without_file_suffix(key: &str) -> &str {
    key.strip_suffix(FILE_SUFFIX).unwrap_or(key)
}

/// Whether a table can be read setting by setting: one that is empty says something by being there, and names with dots are no settings'.
fn is_settings_table(table: &Table) -> bool {
    !table.is_empty() && !table.keys().any(|key| key.contains('.'))
}

/// The variables of this program: setting, name and value.
fn variables(settings: &ConfigLoader) -> Vec<(String, String, std::ffi::OsString)> {
    let prefix = format!("{}_", settings.prefix);
    let of = |name: &OsStr| Some(name.to_str()?.strip_prefix(&prefix)?.to_ascii_lowercase().replace("__", "."));
    let all = settings.environment.iter();
    all.filter_map(|(name, value)| Some((of(name)?, name.to_str()?.to_owned(), value.clone()))).collect()
}

/// Takes a setting away, or all of what it is an item of; whether there was one.
pub(super) fn remove(tree: &mut Table, key: &str) -> bool {
    let key = key.split('[').next().unwrap_or_default();
    match key.split_once('.') {
        None => tree.remove(key).is_some(),
        Some((first, rest)) => match tree.get_mut(first) {
            Some(Value::Table(inner)) => remove(inner, rest),
            _ => false,
        },
    }
}

/// The names on the way to a setting; an item is told by its list.
fn segments(key: &str) -> impl Iterator<Item = &str> {
    key.split('[').next().unwrap_or_default().split('.')
}

fn is_below(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['.', '['])
}
