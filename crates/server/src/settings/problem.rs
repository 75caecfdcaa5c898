//! What is wrong, for whoever has to put it right.

use std::{collections::BTreeSet, error::Error, fmt};

use super::{
    given::ValueError,
    sources::{FILE_SUFFIX, Sources},
};

/// Which settings are wrong: a line for each, with its place, its name, its value and what is allowed. A secret's value is left out.
///
/// `Debug` shows the same lines: that is what Rust prints of an error that `main` returns.
#[derive(Default)]
pub struct ConfigError {
    messages: Vec<String>,
    reported: BTreeSet<String>,
}

impl ConfigError {
    /// The lines.
    pub fn messages(&self) -> &[String] {
        &self.messages
    }

    pub(super) fn add(&mut self, problem: String) {
        self.messages.push(problem);
    }

    /// Nothing more is to be said of this setting.
    pub(super) fn mark_reported(&mut self, key: &str) {
        self.reported.insert(key.to_owned());
    }

    pub(super) fn add_invalid(&mut self, sources: &Sources, refused: &ValueError) {
        let ValueError { key, reason, is_missing } = refused;
        if !self.reported.insert(key.clone()) {
            return;
        }
        if *is_missing && key.ends_with(FILE_SUFFIX) {
            return self.add(format!(
                "{key} cannot be the name of a setting: by {FILE_SUFFIX} ends what says where another stands"
            ));
        }
        if *is_missing {
            let variable = format!("{}_{}", sources.prefix, key.replace('.', "__").to_ascii_uppercase());
            return self.add(format!("{key} is not set: {variable}, {variable}_FILE or a configuration file says it"));
        }
        if key.is_empty() {
            return self.add(format!("the settings, read as one: {reason}"));
        }
        let place = sources.source_name(key);
        self.add(match sources.display_value(key) {
            Some(value) => format!("{place}: {key} = {value}: {reason}"),
            None => format!("{place}: {key}: {reason}"),
        });
    }

    pub(super) fn add_unknown(&mut self, sources: &Sources, key: &str) {
        self.add(format!("{}: {key}: there is no such setting", sources.source_name(key)));
    }

    pub(super) fn into_result<T>(self, value: T) -> Result<T, ConfigError> {
        if self.messages.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.messages.join("\n"))
    }
}

impl fmt::Debug for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for ConfigError {}
