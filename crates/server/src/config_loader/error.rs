//! Configuration errors.

use std::{collections::BTreeSet, error::Error, fmt};

use super::{
    deserializer::ValueError,
    sources::{FILE_SUFFIX, Sources},
};

/// Error returned if the configuration is invalid, with one line for each invalid setting.
///
/// Each line names the source, the setting, its value and the expected value. Secret values are omitted. `Debug` prints
/// the same text as `Display`, because Rust uses `Debug` to print an error returned from `main`.
#[derive(Default)]
pub struct ConfigError {
    messages: Vec<String>,
    reported: BTreeSet<String>,
}

impl ConfigError {
    /// Returns the messages, one per invalid setting.
    pub fn messages(&self) -> &[String] {
        &self.messages
    }

    pub(super) fn add(&mut self, message: String) {
        self.messages.push(message);
    }

    /// Suppresses further messages about this setting.
    pub(super) fn mark_reported(&mut self, key: &str) {
        self.reported.insert(key.to_owned());
    }

    pub(super) fn add_invalid(&mut self, sources: &Sources, error: &ValueError) {
        let ValueError { key, reason, is_missing } = error;
        if !self.reported.insert(key.clone()) {
            return;
        }
        if *is_missing && key.ends_with(FILE_SUFFIX) {
            return self.add(format!(
                "{key} cannot be the name of a setting: names ending in {FILE_SUFFIX} are reserved for paths of files that contain a value"
            ));
        }
        if *is_missing {
            let variable = format!("{}_{}", sources.prefix, key.replace('.', "__").to_ascii_uppercase());
            return self
                .add(format!("{key} is not set: set {variable}, {variable}_FILE, or {key} in a configuration file"));
        }
        if key.is_empty() {
            return self.add(format!("cannot deserialize the settings: {reason}"));
        }
        let source = sources.source_name(key);
        self.add(match sources.display_value(key) {
            Some(value) => format!("{source}: {key} = {value}: {reason}"),
            None => format!("{source}: {key}: {reason}"),
        });
    }

    pub(super) fn add_unknown(&mut self, sources: &Sources, key: &str) {
        self.add(format!("{}: {key}: unknown setting", sources.source_name(key)));
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
