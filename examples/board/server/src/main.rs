//! Serves the board: `board --help`.

use std::{
    io::{self, IsTerminal},
    process::ExitCode,
};

use board::{
    config::{Cli, Command, Direction},
    schema::migrations,
    serve::{ServeError, serve},
};
use clap::Parser;
use isotype_sql::Database;
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx::postgres::notice=warn"));
    let colours = io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(io::stderr).init();
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("board: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<(), ServeError> {
    let Some(Command::Migrate { direction }) = cli.command else { return serve(&cli.config).await };
    let database = Database::open(&cli.config.database).await?;
    match direction {
        Direction::Up => migrations().up(&database).await?,
        Direction::Down { to } => migrations().down(&database, to).await?,
    }
    database.close().await;
    Ok(())
}
