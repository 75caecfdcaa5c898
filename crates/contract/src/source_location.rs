use std::{
    env, fmt,
    panic::Location,
    path::{Path, PathBuf},
};

/// Location in Rust source code, for source maps and messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceLocation {
    /// Path as given by `file!()`: relative to the workspace root, or absolute.
    pub file: String,
    /// Line, starting at 1.
    pub line: u32,
    /// Column, starting at 1.
    pub column: u32,
}

impl SourceLocation {
    /// Returns the path of the file on this machine, if it exists.
    ///
    /// Relative paths are resolved against `CARGO_MANIFEST_DIR`, the current directory and their parents, because the
    /// workspace root may be above either.
    #[must_use]
    pub fn find_file(&self) -> Option<PathBuf> {
        let bases = [env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from), env::current_dir().ok()];
        let folders = bases.iter().flatten().flat_map(|base| base.ancestors());
        let mut paths = folders.map(|folder: &Path| folder.join(&self.file));
        paths.find(|path| path.is_file())
    }
}

impl From<&Location<'_>> for SourceLocation {
    fn from(location: &Location<'_>) -> SourceLocation {
        SourceLocation { file: location.file().to_owned(), line: location.line(), column: location.column() }
    }
}

impl fmt::Display for SourceLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_file_in_parent_folder() {
        let location = |file: &str| SourceLocation { file: file.to_owned(), line: 1, column: 1 };
        assert!(location("crates/contract/src/source_location.rs").find_file().is_some_and(|path| path.is_file()));
        assert_eq!(location("no/such/file.rs").find_file(), None);
    }
}
