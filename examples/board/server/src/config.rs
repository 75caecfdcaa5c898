//! Command line and settings.

use std::{io, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use isotype::auth::Secret;
use isotype::{
    Sensitive,
    server::{Config, ConfigError, ConfigLoader},
};
use serde::Deserialize;

/// A small team notice board.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    /// Subcommand; without one, the program serves the board.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Settings.
    #[command(flatten)]
    pub flags: Flags,
}

/// Subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Migrates the database schema and exits.
    Migrate {
        /// Direction of the migration.
        #[command(subcommand)]
        direction: Direction,
    },
}

/// Direction of a migration.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum Direction {
    /// Applies all pending steps, as the server does at startup.
    Up,
    /// Reverts the steps after a given one and deletes their data.
    Down {
        /// Last step to keep; 0 reverts all.
        #[arg(long, default_value_t = 0)]
        to: i64,
    },
}

/// Settings that have a flag; the README lists all settings.
#[derive(Debug, Default, Args)]
pub struct Flags {
    /// TOML file with settings.
    #[arg(long, global = true)]
    pub config: Option<PathBuf>,
    /// IP address to listen on.
    #[arg(long)]
    pub host: Option<String>,
    /// Port to listen on; 0 selects a free one.
    #[arg(long)]
    pub port: Option<String>,
    /// Database URL: `sqlite://FILE`, `sqlite::memory:`, or `postgres://USER:PASSWORD@HOST/NAME`.
    #[arg(long, global = true)]
    pub database: Option<String>,
    /// Folder of the built page; inside the repository it is found automatically.
    #[arg(long)]
    pub web: Option<String>,
    /// E-mail address of an administrator; can be repeated.
    #[arg(long = "admin", value_name = "EMAIL")]
    pub admins: Vec<String>,
    /// File with the secret that signs tokens, at least 32 bytes.
    #[arg(long)]
    pub secret_file: Option<String>,
    /// PEM file with a key for access tokens (Ed25519, P-256, P-384 or RSA), instead of the secret; can be repeated. The first key signs,
    /// all keys verify. The files are reloaded on SIGHUP.
    #[arg(long = "token-key", value_name = "FILE")]
    pub token_keys: Vec<String>,
}

/// Settings of the board, next to those of the server.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct BoardConfig {
    /// Database URL. Defaults to `sqlite::memory:`.
    pub database: Sensitive<String>,
    /// Folder of the built page.
    pub web: Option<PathBuf>,
    /// E-mail addresses of the administrators.
    pub admins: Vec<String>,
    /// Secret that signs tokens and cursors.
    pub secret: Option<Secret>,
    /// PEM files with the keys of access tokens. If empty, `secret` signs them.
    pub token_keys: Vec<PathBuf>,
}

impl Default for BoardConfig {
    fn default() -> Self {
        let database = Sensitive::new("sqlite::memory:".to_owned());
        BoardConfig { database, web: None, admins: Vec::new(), secret: None, token_keys: Vec::new() }
    }
}

impl Flags {
    /// Loads the settings from the TOML file, the environment and these flags. Flags override the others.
    ///
    /// # Errors
    ///
    /// Returns [`ConfigError`] with all invalid settings.
    pub fn load(self) -> Result<Config<BoardConfig>, ConfigError> {
        let Flags { config, host, port, database, web, admins, secret_file, token_keys } = self;
        let list = |values: Vec<String>| (!values.is_empty()).then(|| values.join(","));
        ConfigLoader::new("BOARD")
            .file(config)
            .set_default("log", "info,sqlx::postgres::notice=warn")
            .flag("--host", "host", host)
            .flag("--port", "port", port)
            .flag("--database", "database", database)
            .flag("--web", "web", web)
            .flag("--admin", "admins", list(admins))
            .flag("--secret-file", "secret_file", secret_file)
            .flag("--token-key", "token_keys", list(token_keys))
            .secret("database")
            .secret("secret")
            .load()
    }
}

impl BoardConfig {
    /// Returns the configured secret. Without one, logs a warning and generates a random secret.
    ///
    /// # Errors
    ///
    /// Returns [`io::Error`] if the operating system provides no random bytes.
    pub fn secret(&self) -> io::Result<Secret> {
        if let Some(secret) = &self.secret {
            return Ok(secret.clone());
        }
        tracing::warn!(
            "no secret configured; using a random one, which invalidates tokens and cursors at the next restart; \
             set BOARD_SECRET or --secret-file"
        );
        Secret::random()
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn command_line_definition_is_valid() {
        Cli::command().debug_assert();
    }

    #[test]
    fn listens_on_loopback_by_default() {
        let Config { server, app, .. } = Flags::default().load().unwrap();
        assert!(server.host.is_loopback());
        assert_eq!((server.port, app.database.expose().as_str()), (4200, "sqlite::memory:"));
    }

    #[test]
    fn rejects_missing_secret_file() {
        let flags = Flags { secret_file: Some("/nowhere/secret".to_owned()), ..Flags::default() };
        let error = flags.load().unwrap_err().to_string();
        assert!(error.starts_with("--secret-file: secret_file = \"/nowhere/secret\": cannot read file: "), "{error}");
    }
}
