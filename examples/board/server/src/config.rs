//! What the command line and the environment say.

use std::{fs, io, net::IpAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use isotype_auth::{Secret, WeakSecret};

/// A small team notice board.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    /// What to do; nothing said means to serve.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How.
    #[command(flatten)]
    pub config: Config,
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

/// How to serve.
#[derive(Debug, Args)]
pub struct Config {
    /// The address to listen on.
    #[arg(long, env = "BOARD_HOST", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// The port; 0 takes a free one.
    #[arg(long, env = "BOARD_PORT", default_value_t = 4200)]
    pub port: u16,
    /// `sqlite://FILE`, `sqlite::memory:`, or `postgres://USER:PASSWORD@HOST/NAME`.
    #[arg(long, global = true, env = "BOARD_DATABASE", hide_env_values = true, default_value = "sqlite::memory:")]
    pub database: String,
    /// The folder of the built page; found by itself inside the repository.
    #[arg(long, env = "BOARD_WEB")]
    pub web: Option<PathBuf>,
    /// Who is an administrator, by e-mail address; can be given several times.
    #[arg(long = "admin", value_name = "EMAIL", env = "BOARD_ADMINS", value_delimiter = ',')]
    pub admins: Vec<String>,
    /// A file with the secret that signs tokens, at least 32 bytes.
    #[arg(long, env = "BOARD_SECRET_FILE")]
    pub secret_file: Option<PathBuf>,
    /// The secret itself: by the environment only, since others can read a command line.
    #[arg(skip = std::env::var("BOARD_SECRET").ok())]
    pub secret: Option<String>,
    /// A private key that signs access tokens in place of the secret (PEM: Ed25519, P-256, P-384 or RSA); can be given several times: the
    /// first signs, all verify. The files are read anew on SIGHUP.
    #[arg(long = "token-key", value_name = "FILE", env = "BOARD_TOKEN_KEYS", value_delimiter = ',')]
    pub token_keys: Vec<PathBuf>,
    /// Sends cookies by HTTPS only: set it behind a proxy that speaks HTTPS.
    #[arg(long, env = "BOARD_SECURE_COOKIES")]
    pub secure_cookies: bool,
}

/// Why there is no secret.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The file cannot be read.
    #[error("the secret file {0} cannot be read: {1}")]
    File(PathBuf, #[source] io::Error),
    /// It is there and too weak.
    #[error(transparent)]
    Weak(#[from] WeakSecret),
    /// None is given, and the operating system has no randomness.
    #[error("no secret could be made: {0}")]
    Random(#[from] io::Error),
}

impl Config {
    /// The secret of the file or the environment; a random one where neither is given, and a warning in the log.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or the secret is weak.
    pub fn secret(&self) -> Result<Secret, SecretError> {
        if let Some(path) = &self.secret_file {
            let text = fs::read_to_string(path).map_err(|error| SecretError::File(path.clone(), error))?;
            return Ok(Secret::new(text.trim())?);
        }
        if let Some(secret) = &self.secret {
            return Ok(Secret::new(secret.as_str())?);
        }
        tracing::warn!(
            "no secret is set: a random one signs tokens and cursors until this process ends, and nobody stays signed in beyond it; \
             set BOARD_SECRET or --secret-file"
        );
        Ok(Secret::random()?)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn config(arguments: &[&str]) -> Config {
        Cli::try_parse_from([&["board"], arguments].concat()).unwrap().config
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn it_listens_on_this_machine_only_unless_told() {
        let config = config(&[]);
        assert!(config.host.is_loopback());
        assert_eq!((config.port, config.database.as_str()), (4200, "sqlite::memory:"));
    }

    #[test]
    fn a_missing_file_and_a_weak_secret_are_told() {
        let mut config = config(&["--secret-file", "/nowhere/secret"]);
        let error = config.secret().unwrap_err().to_string();
        assert!(error.starts_with("the secret file /nowhere/secret cannot be read: "), "{error}");
        config.secret_file = None;
        config.secret = Some("short".to_owned());
        assert!(config.secret().unwrap_err().to_string().contains("at least 32"));
    }
}
