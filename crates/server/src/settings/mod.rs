//! What a program is told from outside: by a file, the environment and its command line.

mod sources;
mod given;
mod problem;

use std::{
    collections::BTreeSet,
    ffi::OsString,
    fmt,
    path::{Path, PathBuf},
};

use isotype_observe::{TelemetryError, TelemetryGuard};
use serde::de::DeserializeOwned;

pub use self::problem::ConfigError;
use self::{given::ValueDeserializer, sources::Sources};
use crate::ServerConfig;

/// Reads the settings of a program: those of its server, and its own.
///
/// A later source goes before an earlier one: the type's defaults, a TOML file, the environment, flags. A setting `port` is `BOARD_PORT` in
/// the environment, and `limits.body` is `BOARD_LIMITS__BODY`; there, lists are written with commas. Any setting can stand in a file of its
/// own, as secrets do: `BOARD_SECRET_FILE`, or `secret_file` in TOML, says where; and so no setting has a name that ends in `_file`.
///
/// # Example
///
/// ```
/// use isotype_server::{Config, Settings};
///
/// #[derive(Debug, serde::Deserialize)]
/// struct Board {
///     database: String,
/// }
///
/// let environment = [("BOARD_PORT", "4300"), ("BOARD_DATABASE", "sqlite::memory:")];
/// let config: Config<Board> = Settings::new("BOARD").environment(environment).load()?;
/// assert_eq!((config.server.port, config.app.database.as_str()), (4300, "sqlite::memory:"));
///
/// let wrong = Settings::new("BOARD").environment([("BOARD_PORT", "many")]).load::<Board>().unwrap_err(); // refuses
/// assert_eq!(
///     wrong.to_string(),
///     "BOARD_PORT: port = \"many\": has to be a whole number from 0 to 65535\n\
///      database is not set: BOARD_DATABASE, BOARD_DATABASE_FILE or a configuration file says it",
/// );
/// # Ok::<(), isotype_server::ConfigError>(())
/// ```
#[derive(Clone)]
#[must_use = "nothing is read before `load`"]
pub struct ConfigLoader {
    prefix: String,
    defaults: Vec<(String, String)>,
    file: Option<PathBuf>,
    environment: Vec<(OsString, OsString)>,
    flags: Vec<(String, String, String)>,
    secrets: BTreeSet<String>,
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Config<T> {
    /// The settings of the server.
    pub server: ServerConfig,
    /// Those of the application.
    pub app: T,
    /// Variables that begin like the program's and set nothing: misspelt, or meant for another program.
    pub unused_variables: Vec<String>,
}

impl<T> Config<T> {
    /// Starts the log as [`ServerConfig::start_log`] does, and warns there of variables that set nothing.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn init_telemetry(&self, service: &str) -> Result<TelemetryGuard, TelemetryError> {
        let running = self.server.init_telemetry(service)?;
        for variable in &self.unused_variables {
            tracing::warn!(variable, "sets nothing");
        }
        Ok(running)
    }
}

impl ConfigLoader {
    /// Of the program whose variables begin with `prefix` and `_`.
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

    /// What a setting is where nobody says otherwise, in place of its type's default.
    pub fn set_default(mut self, setting: &str, value: &str) -> Self {
        self.defaults.push((setting.to_owned(), value.to_owned()));
        self
    }

    /// Which TOML file to read, where one is named; otherwise the variable `…_CONFIG` can name one.
    pub fn file(mut self, path: Option<impl AsRef<Path>>) -> Self {
        self.file = path.map(|path| path.as_ref().to_owned());
        self
    }

    /// Variables in place of those of the process.
    pub fn environment(
        mut self,
        variables: impl IntoIterator<Item = (impl Into<OsString>, impl Into<OsString>)>,
    ) -> Self {
        self.environment = variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        self
    }

    /// What the command line says of a setting, where it does: `flag` is how people write it, such as `--port`.
    pub fn flag(mut self, flag: &str, setting: &str, value: Option<impl ToString>) -> Self {
        self.flags.extend(value.map(|value| (flag.to_owned(), setting.to_owned(), value.to_string())));
        self
    }

    /// A setting whose value no message repeats. What is read from a file of its own is never repeated, nor what has a name that ends in
    /// `secret`, `password` or `token`.
    pub fn secret(mut self, setting: &str) -> Self {
        self.secrets.insert(setting.to_owned());
        self
    }

    /// Reads them all.
    ///
    /// A `T` finds its own among them, those of the server included: it does not `deny_unknown_fields`, which is done here. What serde reads
    /// before it knows the type, by `flatten` or for an enum that is tagged inside or not at all, gets a variable's text as it is, and so
    /// has texts only.
    ///
    /// # Errors
    ///
    /// One line for each setting that is wrong, which names where it stands, the setting, its value and what is allowed.
    pub fn load<T: DeserializeOwned>(self) -> Result<Config<T>, ConfigError> {
        let mut wrong = ConfigError::default();
        let sources = Sources::read(&self, &mut wrong);
        let server = read::<ServerConfig>(&sources, &mut wrong);
        let app = read::<T>(&sources, &mut wrong);
        let (Some((server, not_its)), Some((app, ignored))) = (server, app) else { return Err(wrong) };
        let is_in =
            |keys: &BTreeSet<String>, key: &str| keys.contains(key) || keys.iter().any(|all| is_below(key, all));
        let mut unused = Vec::new();
        for key in ignored.union(&not_its).filter(|key| is_in(&ignored, key) && is_in(&not_its, key)) {
            // The environment is everybody's: what begins like ours may be meant for another program.
            match sources.is_from_environment(key) {
                true => unused.push(sources.source_name(key).to_owned()),
                false => wrong.add_unknown(&sources, key),
            }
        }
        wrong.into_result(Config { server, app, unused_variables: unused })
    }
}

/// Reads a `T`, however much is wrong; and which settings are none of its.
fn read<T: DeserializeOwned>(sources: &Sources, wrong: &mut ConfigError) -> Option<(T, BTreeSet<String>)> {
    let mut tree = sources.tree.clone();
    let mut removed = BTreeSet::new();
    loop {
        let ignored = Default::default();
        match T::deserialize(ValueDeserializer::root(&tree, &ignored)) {
            Ok(value) => return Some((value, ignored.into_inner())),
            // Its value was wrong, and is told already.
            Err(refused) if refused.is_missing && removed.contains(&refused.key) => return None,
            Err(refused) => {
                wrong.add_invalid(sources, &refused);
                if !sources::remove(&mut tree, &refused.key) {
                    return None;
                }
                removed.insert(refused.key);
            }
        }
    }
}

/// Whether a setting is a part of another.
fn is_below(key: &str, all: &str) -> bool {
    key.strip_prefix(all).is_some_and(|rest| rest.starts_with('.'))
}

impl fmt::Debug for ConfigLoader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("prefix", &self.prefix).field("file", &self.file).finish_non_exhaustive()
    }
}
