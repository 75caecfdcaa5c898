//! Command-line program of the board: see `board --help`.

use std::process::ExitCode;

use board::{
    config::{Cli, Command, Direction},
    schema::migrations,
    serve::{ServeError, serve},
};
use clap::Parser;
use isotype::sql::Database;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let Err(error) = run(Cli::parse()).await else { return ExitCode::SUCCESS };
    for line in error.to_string().lines() {
        eprintln!("board: {line}");
    }
    ExitCode::FAILURE
}

async fn run(cli: Cli) -> Result<(), ServeError> {
    let config = cli.flags.load()?;
    let _telemetry = config.init_telemetry("board")?;
    let Some(Command::Migrate { direction }) = cli.command else { return serve(&config).await };
    let database = Database::open(config.app.database.expose()).await?;
    match direction {
        Direction::Up => migrations().up(&database).await?,
        Direction::Down { to } => migrations().down(&database, to).await?,
    }
    database.close().await;
    Ok(())
}
