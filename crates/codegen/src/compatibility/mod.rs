//! What became of the contract, told to a person; and whether it may go on.

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

/// The contract in a file.
pub(crate) fn read_contract(path: &Path) -> Result<Contract, Error> {
    let text = write::read_if_exists(path)?.ok_or_else(|| Error::ContractNotFound(path.to_owned()))?;
    Contract::from_json(&text).map_err(|source| Error::InvalidContractFile { path: path.to_owned(), source })
}

/// Where breaks are acknowledged when nothing else is said: beside the contract that is compared against.
pub(crate) fn default_acknowledgements_path(old: &Path) -> PathBuf {
    old.with_file_name("contract.acknowledged.txt")
}

/// Tells every difference, and fails where a break is not acknowledged.
pub(crate) fn compare(old: &Contract, new: &Contract, acknowledged: &Path) -> Result<ExitCode, Error> {
    let list = Acknowledgements::read(acknowledged)?;
    let findings = isotype_diff::compare(old, new);
    let colour = io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none();
    write_stdout(report::render(&findings, &list, colour));
    for id in list.unused(&findings) {
        eprintln!("note: {} acknowledges {id:?}, which is not there any more", acknowledged.display());
    }
    let left: Vec<_> = findings
        .iter()
        .filter(|it| it.compatibility > Compatibility::Compatible && !list.covers(it))
        .cloned()
        .collect();
    if left.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    eprint!("{}", report::render_unacknowledged(&left, acknowledged));
    Ok(ExitCode::FAILURE)
}
