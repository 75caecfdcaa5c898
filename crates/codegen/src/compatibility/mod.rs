//! Report of contract changes, and the check that every breaking change is acknowledged.

mod acknowledgements;
mod report;

use std::{
    env,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    process::ExitCode,
};

use isotype_contract::Contract;
use isotype_diff::Compatibility;

use crate::{Error, stdout::write_stdout, write};
use acknowledgements::Acknowledgements;

/// Reads a `contract.json`.
pub(crate) fn read_contract(path: &Path) -> Result<Contract, Error> {
    let text = write::read_if_exists(path)?.ok_or_else(|| Error::ContractNotFound(path.to_owned()))?;
    Contract::from_json(&text).map_err(|source| Error::InvalidContractFile { path: path.to_owned(), source })
}

/// Returns the default path of the acknowledgements: next to the older contract.
pub(crate) fn default_acknowledgements_path(old: &Path) -> PathBuf {
    old.with_file_name("contract.acknowledged.txt")
}

/// Prints the changes from `old` to `new`. Returns a failure exit code if a breaking change is not acknowledged.
pub(crate) fn compare(old: &Contract, new: &Contract, acknowledged: &Path) -> Result<ExitCode, Error> {
    let acknowledgements = Acknowledgements::read(acknowledged)?;
    let findings = isotype_diff::compare(old, new);
    let color = io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none();
    write_stdout(report::render(&findings, &acknowledgements, color));
    for id in acknowledgements.unused(&findings) {
        eprintln!("note: {}: unused acknowledgement {id:?}", acknowledged.display());
    }
    let unacknowledged: Vec<_> = findings
        .iter()
        .filter(|it| it.compatibility > Compatibility::Compatible && !acknowledgements.covers(it))
        .cloned()
        .collect();
    if unacknowledged.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    eprint!("{}", report::render_unacknowledged(&unacknowledged, acknowledged));
    Ok(ExitCode::FAILURE)
}
