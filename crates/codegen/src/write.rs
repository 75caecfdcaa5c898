//! Putting the files on disk: each whole or not at all, and only those that changed.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{Error, Package, package::DESCRIPTION};

impl Package {
    /// Writes the files that changed to `out` and gives back their paths.
    ///
    /// # Errors
    ///
    /// When `out` holds a package that is not ours, or when a file cannot be written.
    pub fn write(&self, out: &Path) -> Result<Vec<PathBuf>, Error> {
        let package = out.join("package.json");
        if read_if_exists(&package)?.is_some_and(|text| !text.contains(DESCRIPTION)) {
            return Err(Error::ForeignPackage(out.to_owned()));
        }
        fs::create_dir_all(out).map_err(|source| Error::Io { path: out.to_owned(), source })?;
        let mut written = Vec::new();
        for (name, text) in &self.files {
            let path = out.join(name);
            if read_if_exists(&path)?.as_ref() != Some(text) {
                write_atomically(&path, text).map_err(|source| Error::Io { path: path.clone(), source })?;
                written.push(path);
            }
        }
        Ok(written)
    }
}

/// The text of a file; `None` where there is none, or none that we would have written.
pub(crate) fn read_if_exists(path: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidData) => Ok(None),
        Err(source) => Err(Error::Io { path: path.to_owned(), source }),
    }
}

/// A reader sees the old file or the new one, never half of it.
pub(crate) fn write_atomically(path: &Path, text: &str) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(name);
    let result = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, path));
    if result.is_err() {
        // What matters is why the file could not be written, not whether its temporary could be removed.
        let _ = fs::remove_file(&temporary);
    }
    result
}
