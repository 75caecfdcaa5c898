//! Writing and checking the OpenAPI document.

use std::{fs, path::Path};

use isotype_contract::Contract;
use isotype_openapi::{Info, document};

use crate::{Error, check::unified_diff, stdout::write_stdout, write};

/// Writes the document to `file`, or only compares it with `file` if `check` is set. Returns `false` if the file is
/// stale.
pub(crate) fn write_or_check(contract: &Contract, file: &Path, check: bool) -> Result<bool, Error> {
    let title = file.file_stem().unwrap_or_default().to_string_lossy();
    let document = document(contract, &Info::new(title, "0.0.0"))?;
    let text = format!("{document:#}\n");
    let old = write::read_if_exists(file)?;
    if old.as_ref().is_some_and(|old| old.replace("\r\n", "\n") == text) {
        return Ok(true);
    }
    if check {
        match old {
            Some(old) => write_stdout(format_args!("{}\n", unified_diff(file, &old, &text))),
            None => write_stdout(format_args!("{}: missing\n", file.display())),
        }
        eprintln!("error: {} is stale", file.display());
        return Ok(false);
    }
    let directory = file.parent().unwrap_or(Path::new(""));
    let written = fs::create_dir_all(directory).and_then(|()| write::write_atomically(file, &text));
    written.map_err(|source| Error::Io { path: file.to_owned(), source })?;
    write_stdout(format_args!("wrote {}\n", file.display()));
    Ok(true)
}
