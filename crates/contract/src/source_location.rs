use std::{
    env, fmt,
    panic::Location,
    path::{Path, PathBuf},
};

/// A place in the Rust sources, so that an editor can go from a call in TypeScript to the function that answers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceLocation {
    /// The file as rustc's `file!()` gave it: relative to the workspace root, or absolute.
    pub file: String,
    /// The line, counted from 1.
    pub line: u32,
    /// The column, counted from 1.
    pub column: u32,
}

impl SourceLocation {
    /// The file on this machine, where it is there. rustc names it from the workspace's root, which is above the package or
    /// above where we run.
    #[must_use]
    pub fn find_file(&self) -> Option<PathBuf> {
        let starts = [env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from), env::current_dir().ok()];
        let folders = starts.iter().flatten().flat_map(|start| start.ancestors());
        let mut paths = folders.map(|folder: &Path| folder.join(&self.file));
        paths.find(|path| path.is_file())
    }
}

impl From<&Location<'_>> for SourceLocation {
    fn from(place: &Location<'_>) -> SourceLocation {
        SourceLocation { file: place.file().to_owned(), line: place.line(), column: place.column() }
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
    fn a_file_is_found_from_the_package_upwards() {
        let at = |file: &str| SourceLocation { file: file.to_owned(), line: 1, column: 1 };
        assert!(at("crates/schema/src/source.rs").find_file().is_some_and(|path| path.is_file()));
        assert_eq!(at("no/such/file.rs").find_file(), None);
    }
}
