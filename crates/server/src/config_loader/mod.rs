//! Configuration from files, environment variables and command-line flags.

mod sources;
mod deserializer;
mod error;

use std::{
    collections::BTreeSet,
    ffi::OsString,
    fmt,
    path::{Path, PathBuf},
};

use isotype_observe::{TelemetryError, TelemetryGuard};
use serde::de::DeserializeOwned;

pub use self::error::ConfigError;
use self::{deserializer::ValueDeserializer, sources::Sources};
use crate::ServerConfig;

/// Loads the settings of the server and of the application.
///
/// Later sources override earlier ones:
///
/// 1. the types' defaults, and those set by [`set_default`](ConfigLoader::set_default)
/// 2. a TOML file
/// 3. environment variables: with the prefix `BOARD`, `BOARD_PORT` sets `port` and `BOARD_LIMITS__BODY` sets
///    `limits.body`
/// 4. command-line flags
///
/// In a variable, list items are separated by commas. Any value can be read from a file, such as a mounted secret: set
/// `BOARD_SECRET_FILE`, or `secret_file` in TOML, to the file's path. Setting names therefore cannot end in `_file`.
///
/// # Example
///
/// ```
/// use isotype_server::{Config, ConfigLoader};
///
/// #[derive(Debug, serde::Deserialize)]
/// struct BoardConfig {
///     database: String,
/// }
///
/// let environment = [("BOARD_PORT", "4300"), ("BOARD_DATABASE", "sqlite::memory:")];
/// let config: Config<BoardConfig> = ConfigLoader::new("BOARD").environment(environment).load()?;
/// assert_eq!(config.server.port, 4300);
/// assert_eq!(config.app.database, "sqlite::memory:");
///
/// let error = ConfigLoader::new("BOARD").environment([("BOARD_PORT", "many")]).load::<BoardConfig>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "BOARD_PORT: port = \"many\": must be an integer from 0 to 65535\n\
///      database is not set: set BOARD_DATABASE, BOARD_DATABASE_FILE, or database in a configuration file",
/// );
/// # Ok::<(), isotype_server::ConfigError>(())
/// ```
#[derive(Clone)]
#[must_use = "settings are not read before `load`"]
pub struct ConfigLoader {
    prefix: String,
    defaults: Vec<(String, String)>,
    file: Option<PathBuf>,
    environment: Vec<(OsString, OsString)>,
    flags: Vec<(String, String, String)>,
    secrets: BTreeSet<String>,
}

/// Settings returned by [`ConfigLoader::load`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config<T> {
    /// Server settings.
    pub server: ServerConfig,
    /// Application settings.
    pub app: T,
    /// Environment variables that have the application's prefix but match no setting, because they are misspelled or
    /// meant for another program.
    pub unused_variables: Vec<String>,
}

impl<T> Config<T> {
    /// Initializes logging, as [`ServerConfig::init_telemetry`] does, and warns about unused variables.
    ///
    /// # Errors
    ///
    /// Returns [`TelemetryError`] if the log filter is malformed, the exporter is misconfigured, or logging is already
    /// initialized.
    pub fn init_telemetry(&self, service: &str) -> Result<TelemetryGuard, TelemetryError> {
        let guard = self.server.init_telemetry(service)?;
        for variable in &self.unused_variables {
            tracing::warn!(variable, "environment variable matches no setting");
        }
        Ok(guard)
    }
}

impl ConfigLoader {
    /// Creates a loader that reads the process's environment variables starting with `prefix` followed by `_`.
    pub fn new(prefix: &str) -> ConfigLoader {
        ConfigLoader {
            prefix: prefix.to_owned(),
            defaults: Vec::new(),
            file: None,
            environment: std::env::vars_os().collect(),
            flags: Vec::new(),
            secrets: BTreeSet::new(),
        }
    }

    /// Sets the default of a setting, overriding the default of its type.
    pub fn set_default(mut self, setting: &str, value: &str) -> Self {
        self.defaults.push((setting.to_owned(), value.to_owned()));
        self
    }

    /// Sets the TOML file to read. If `path` is `None`, the path is taken from the variable `<PREFIX>_CONFIG`, if set.
    pub fn file(mut self, path: Option<impl AsRef<Path>>) -> Self {
        self.file = path.map(|path| path.as_ref().to_owned());
        self
    }

    /// Replaces the process's environment variables, for use in tests.
    pub fn environment(
        mut self,
        variables: impl IntoIterator<Item = (impl Into<OsString>, impl Into<OsString>)>,
    ) -> Self {
        self.environment = variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        self
    }

    /// Sets `setting` from a command-line flag, if the flag was given. Error messages refer to it as `flag`, for
    /// example `--port`.
    pub fn flag(mut self, flag: &str, setting: &str, value: Option<impl ToString>) -> Self {
        self.flags.extend(value.map(|value| (flag.to_owned(), setting.to_owned(), value.to_string())));
        self
    }

    /// Marks a setting as secret, so that error messages omit its value.
    ///
    /// Settings whose names end in `secret`, `password` or `token`, and values read from a `_file` setting, are always
    /// secret.
    pub fn secret(mut self, setting: &str) -> Self {
        self.secrets.insert(setting.to_owned());
        self
    }

    /// Reads all sources and deserializes the server and application settings.
    ///
    /// `T` and [`ServerConfig`] are deserialized from the same settings, so `T` must not use `deny_unknown_fields`. The
    /// loader itself rejects settings that neither of them has.
    ///
    /// Values from environment variables stay strings where serde buffers them, which is in `flatten` and in internally
    /// tagged and untagged enums.
    ///
    /// # Errors
    ///
    /// Returns [`ConfigError`] with a message for each setting that is invalid, missing or unknown.
    pub fn load<T: DeserializeOwned>(self) -> Result<Config<T>, ConfigError> {
        let mut errors = ConfigError::default();
        let sources = Sources::read(&self, &mut errors);
        let server = deserialize::<ServerConfig>(&sources, &mut errors);
        let app = deserialize::<T>(&sources, &mut errors);
        let (Some((server, ignored_by_server)), Some((app, ignored_by_app))) = (server, app) else {
            return Err(errors);
        };
        let is_ignored = |ignored: &BTreeSet<String>, key: &str| {
            ignored.contains(key) || ignored.iter().any(|table| is_below(key, table))
        };
        let mut unused_variables = Vec::new();
        for key in ignored_by_server.union(&ignored_by_app) {
            if !is_ignored(&ignored_by_server, key) || !is_ignored(&ignored_by_app, key) {
                continue;
            }
            // A variable with the prefix may be meant for another program, so it is not an error.
            match sources.is_from_environment(key) {
                true => unused_variables.push(sources.source_name(key).to_owned()),
                false => errors.add_unknown(&sources, key),
            }
        }
        errors.into_result(Config { server, app, unused_variables })
    }
}

/// Deserializes a `T` and returns it with the settings it ignored.
///
/// On an invalid setting, removes it and retries, so that all errors are reported at once.
fn deserialize<T: DeserializeOwned>(sources: &Sources, errors: &mut ConfigError) -> Option<(T, BTreeSet<String>)> {
    let mut tree = sources.tree.clone();
    let mut removed = BTreeSet::new();
    loop {
        let ignored = Default::default();
        match T::deserialize(ValueDeserializer::root(&tree, &ignored)) {
            Ok(value) => return Some((value, ignored.into_inner())),
            // Missing because its value was invalid, which has already been reported.
            Err(error) if error.is_missing && removed.contains(&error.key) => return None,
            Err(error) => {
                errors.add_invalid(sources, &error);
                if !sources::remove(&mut tree, &error.key) {
                    return None;
                }
                removed.insert(error.key);
            }
        }
    }
}

/// Returns `true` if the setting `key` is in `table`.
fn is_below(key: &str, table: &str) -> bool {
    key.strip_prefix(table).is_some_and(|rest| rest.starts_with('.'))
}

impl fmt::Debug for ConfigLoader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfigLoader").field("prefix", &self.prefix).field("file", &self.file).finish_non_exhaustive()
    }
}
