//! Merges the sources of settings by precedence.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    fs,
    path::Path,
};

use toml::{Table, Value};

use super::{ConfigLoader, error::ConfigError};

/// Suffix of settings that contain the path of a file to read another setting's value from.
pub(super) const FILE_SUFFIX: &str = "_file";

/// Suffixes of settings that are treated as secrets.
const SECRET_SUFFIXES: [&str; 3] = ["password", "secret", "token"];

/// Settings merged from all sources.
#[derive(Default)]
pub(super) struct Sources {
    pub(super) prefix: String,
    pub(super) tree: Table,
    sources: BTreeMap<String, Source>,
    secrets: BTreeSet<String>,
}

/// Source of a setting.
struct Source {
    name: String,
    is_variable: bool,
}

impl Sources {
    /// Reads all sources. Later ones override earlier ones.
    pub(super) fn read(loader: &ConfigLoader, errors: &mut ConfigError) -> Sources {
        let mut all = Sources { prefix: loader.prefix.clone(), secrets: loader.secrets.clone(), ..Sources::default() };
        for (key, value) in &loader.defaults {
            let source = Source { name: "default".to_owned(), is_variable: false };
            all.set(key, value.clone(), source, errors);
        }
        let variables = variables(loader);
        let config = variables.iter().find(|(key, ..)| key == "config").map(|(.., value)| Path::new(value).to_owned());
        if let Some(path) = loader.file.clone().or(config) {
            all.read_file(&path, errors);
        }
        let mut seen = BTreeMap::new();
        for (key, name, value) in variables.into_iter().filter(|(key, ..)| key != "config") {
            if let Some(other) = seen.insert(without_file_suffix(&key).to_owned(), name.clone()) {
                errors.add(format!("{name}: conflicts with {other}; set only one of them"));
            }
            match value.into_string() {
                Ok(value) => all.set(&key, value, Source { name, is_variable: true }, errors),
                Err(_) => errors.add(format!("{name}: {key}: must be UTF-8")),
            }
        }
        for (flag, key, value) in &loader.flags {
            all.set(key, value.clone(), Source { name: flag.clone(), is_variable: false }, errors);
        }
        all
    }

    /// Returns the name of the source of a setting: a file, a variable or a flag.
    pub(super) fn source_name(&self, key: &str) -> &str {
        self.find(key).map_or("", |source| &source.name)
    }

    pub(super) fn is_from_environment(&self, key: &str) -> bool {
        self.find(key).is_some_and(|source| source.is_variable)
    }

    /// Formats the value of a setting for an error message. Secrets are masked. Tables, which may contain secrets, are
    /// omitted.
    pub(super) fn display_value(&self, key: &str) -> Option<String> {
        let is_secret = self.secrets.iter().any(|secret| key.strip_prefix(secret.as_str()).is_some_and(is_below));
        if is_secret || segments(key).any(|segment| SECRET_SUFFIXES.iter().any(|suffix| segment.ends_with(suffix))) {
            return Some("…".to_owned());
        }
        let tree = Value::Table(self.tree.clone());
        let value = segments(key).try_fold(&tree, |value, segment| value.get(segment));
        value.filter(|value| !value.is_table()).map(ToString::to_string)
    }

    /// Returns the source of a setting or of the table that contains it.
    fn find(&self, key: &str) -> Option<&Source> {
        let mut key = key.split('[').next()?;
        loop {
            if let Some(source) = self.sources.get(key) {
                return Some(source);
            }
            key = key.rsplit_once('.')?.0;
        }
    }

    fn read_file(&mut self, path: &Path, errors: &mut ConfigError) {
        let name = path.display().to_string();
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => return errors.add(format!("{name}: cannot read file: {error}")),
        };
        // The error's `Display` output quotes the line, which may contain a secret.
        let table = match text.parse::<Table>() {
            Ok(table) => table,
            Err(error) => {
                let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
                let line = before.matches('\n').count() + 1;
                return errors.add(format!("{name}: malformed TOML in line {line}: {}", error.message()));
            }
        };
        self.insert_table("", table, &name, errors);
    }

    /// Inserts the settings of a table one by one, so that other settings of the table from earlier sources remain.
    fn insert_table(&mut self, parent: &str, table: Table, name: &str, errors: &mut ConfigError) {
        let path = |key: &str| if parent.is_empty() { key.to_owned() } else { format!("{parent}.{key}") };
        let conflicts = table
            .keys()
            .filter(|key| without_file_suffix(key) != key.as_str() && table.contains_key(without_file_suffix(key)));
        conflicts.for_each(|key| {
            let other = path(without_file_suffix(key));
            errors.add(format!("{name}: {}: conflicts with {other}; set only one of them", path(key)));
        });
        for (key, value) in table {
            let key = path(&key);
            let source = Source { name: name.to_owned(), is_variable: false };
            match value {
                Value::String(text) => self.set(&key, text, source, errors),
                Value::Table(inner) if is_settings_table(&inner) => {
                    self.sources.insert(key.clone(), source);
                    self.insert_table(&key, inner, name, errors);
                }
                value => self.insert(&key, value, source),
            }
        }
    }

    /// Sets a string value, or reads it from a file if `key` is a `_file` setting.
    fn set(&mut self, key: &str, value: String, source: Source, errors: &mut ConfigError) {
        let Some(key) = key.strip_suffix(FILE_SUFFIX) else { return self.insert(key, Value::String(value), source) };
        self.secrets.insert(key.to_owned());
        match fs::read_to_string(&value) {
            Ok(text) => self.insert(key, Value::String(text.trim_end().to_owned()), source),
            Err(error) => {
                errors.add(format!("{}: {key}{FILE_SUFFIX} = {value:?}: cannot read file: {error}", source.name));
                errors.mark_reported(key);
            }
        }
    }

    fn insert(&mut self, key: &str, value: Value, source: Source) {
        self.sources.insert(key.to_owned(), source);
        let mut segments: Vec<&str> = key.split('.').collect();
        let last = segments.pop().unwrap_or_default();
        let table = segments.into_iter().fold(&mut self.tree, |table, segment| {
            let inner = table.entry(segment).or_insert_with(|| Table::new().into());
            if !inner.is_table() {
                *inner = Table::new().into();
            }
            // `inner` is a table by now.
            inner.as_table_mut().unwrap_or_else(|| unreachable!())
        });
        table.insert(last.to_owned(), value);
    }
}

/// Removes the `_file` suffix from a setting, if it has one.
fn without_file_suffix(key: &str) -> &str {
    key.strip_suffix(FILE_SUFFIX).unwrap_or(key)
}

/// Returns `true` if the table can be inserted setting by setting.
///
/// This excludes empty tables, whose presence may be significant, and keys with a dot, which cannot be setting names.
fn is_settings_table(table: &Table) -> bool {
    !table.is_empty() && !table.keys().any(|key| key.contains('.'))
}

/// Returns the setting, name and value of each environment variable with the loader's prefix.
fn variables(loader: &ConfigLoader) -> Vec<(String, String, std::ffi::OsString)> {
    let prefix = format!("{}_", loader.prefix);
    let setting = |name: &OsStr| Some(name.to_str()?.strip_prefix(&prefix)?.to_ascii_lowercase().replace("__", "."));
    let all = loader.environment.iter();
    all.filter_map(|(name, value)| Some((setting(name)?, name.to_str()?.to_owned(), value.clone()))).collect()
}

/// Removes a setting, or the whole list if `key` is a list item. Returns `true` if it existed.
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

/// Returns the segments of a setting's path, without any list index.
fn segments(key: &str) -> impl Iterator<Item = &str> {
    key.split('[').next().unwrap_or_default().split('.')
}

fn is_below(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['.', '['])
}
