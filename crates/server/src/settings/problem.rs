//! What is wrong, for whoever has to put it right.

use std::{collections::BTreeSet, error::Error, fmt};

use super::{
    given::Refused,
    sources::{IN_A_FILE, Sources},
};

/// Which settings are wrong: a line for each, with its place, its name, its value and what is allowed. A secret's value is left out.
///
/// `Debug` shows the same lines: that is what Rust prints of an error that `main` returns.
#[derive(Default)]
pub struct WrongSettings {
    problems: Vec<String>,
    told: BTreeSet<String>,
}

impl WrongSettings {
    /// The lines.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    pub(super) fn add(&mut self, problem: String) {
        self.problems.push(problem);
    }

    /// Nothing more is to be said of this setting.
    pub(super) fn told(&mut self, key: &str) {
        self.told.insert(key.to_owned());
    }

    pub(super) fn refused(&mut self, sources: &Sources, refused: &Refused) {
        let Refused { key, reason, is_missing } = refused;
        if !self.told.insert(key.clone()) {
            return;
        }
        if *is_missing && key.ends_with(IN_A_FILE) {
            return self.add(format!(
                "{key} cannot be the name of a setting: by {IN_A_FILE} ends what says where another stands"
            ));
        }
        if *is_missing {
            let variable = format!("{}_{}", sources.prefix, key.replace('.', "__").to_ascii_uppercase());
            return self.add(format!("{key} is not set: {variable}, {variable}_FILE or a configuration file says it"));
        }
        if key.is_empty() {
            return self.add(format!("the settings, read as one: {reason}"));
        }
        let place = sources.place(key);
        self.add(match sources.shown(key) {
            Some(value) => format!("{place}: {key} = {value}: {reason}"),
            None => format!("{place}: {key}: {reason}"),
        });
    }

    pub(super) fn unknown(&mut self, sources: &Sources, key: &str) {
        self.add(format!("{}: {key}: there is no such setting", sources.place(key)));
    }

    pub(super) fn or<T>(self, value: T) -> Result<T, WrongSettings> {
        if self.problems.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for WrongSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("\n"))
    }
}

impl fmt::Debug for WrongSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for WrongSettings {}
