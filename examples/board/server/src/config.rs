//! What the command line, the environment and a file say.

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
    /// What to do; nothing said means to serve.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How.
    #[command(flatten)]
    pub flags: Flags,
}

/// What to do other than serve.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Changes the database's schema and ends.
    Migrate {
        /// In which direction.
        #[command(subcommand)]
        direction: Direction,
    },
}

/// Which way a schema goes.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum Direction {
    /// To the newest step; serving does this by itself.
    Up,
    /// Back to a step; its data is lost.
    Down {
        /// The step to keep; 0 keeps none.
        #[arg(long, default_value_t = 0)]
        to: i64,
    },
}

/// The settings that are most often said by hand; the README names all.
#[derive(Debug, Default, Args)]
pub struct Flags {
    /// A TOML file with settings.
    #[arg(long, global = true)]
    pub config: Option<PathBuf>,
    /// The address to listen on.
    #[arg(long)]
    pub host: Option<String>,
    /// The port; 0 takes a free one.
    #[arg(long)]
    pub port: Option<String>,
    /// `sqlite://FILE`, `sqlite::memory:`, or `postgres://USER:PASSWORD@HOST/NAME`.
    #[arg(long, global = true)]
    pub database: Option<String>,
    /// The folder of the built page; found by itself inside the repository.
    #[arg(long)]
    pub web: Option<String>,
    /// Who is an administrator, by e-mail address; can be given several times.
    #[arg(long = "admin", value_name = "EMAIL")]
    pub admins: Vec<String>,
    /// A file with the secret that signs tokens, at least 32 bytes.
    #[arg(long)]
    pub secret_file: Option<String>,
    /// A private key that signs access tokens in place of the secret (PEM: Ed25519, P-256, P-384 or RSA); can be given several times: the
    /// first signs, all verify. The files are read anew on SIGHUP.
    #[arg(long = "token-key", value_name = "FILE")]
    pub token_keys: Vec<String>,
}

/// The board's own settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct BoardConfig {
    /// The database's address.
    pub database: Sensitive<String>,
    /// The folder of the built page.
    pub web: Option<PathBuf>,
    /// Who is an administrator, by e-mail address.
    pub admins: Vec<String>,
    /// What signs tokens.
    pub secret: Option<Secret>,
    /// Files with the keys that sign access tokens in its place.
    pub token_keys: Vec<PathBuf>,
}

impl Default for BoardConfig {
    fn default() -> Self {
        let database = Sensitive::new("sqlite::memory:".to_owned());
        BoardConfig { database, web: None, admins: Vec::new(), secret: None, token_keys: Vec::new() }
    }
}

impl Flags {
    /// The settings, with what these say before all else.
    ///
    /// # Errors
    ///
    /// Those that are wrong.
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
    /// The secret that was set; a random one where none was, and a warning in the log.
    ///
    /// # Errors
    ///
    /// When the operating system has no randomness.
    pub fn secret(&self) -> io::Result<Secret> {
        if let Some(secret) = &self.secret {
            return Ok(secret.clone());
        }
        tracing::warn!(
            "no secret is set: a random one signs tokens and cursors until this process ends, and nobody stays signed in beyond it; \
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
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn it_listens_on_this_machine_only_unless_told() {
        let Config { server, app, .. } = Flags::default().load().unwrap();
        assert!(server.host.is_loopback());
        assert_eq!((server.port, app.database.expose().as_str()), (4200, "sqlite::memory:"));
    }

    #[test]
    fn a_missing_file_and_a_weak_secret_are_told() {
        let flags = Flags { secret_file: Some("/nowhere/secret".to_owned()), ..Flags::default() };
        let error = flags.load().unwrap_err().to_string();
        assert!(error.starts_with("--secret-file: secret_file = \"/nowhere/secret\": cannot read file: "), "{error}");
    }
}
