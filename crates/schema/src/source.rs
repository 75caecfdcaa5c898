use std::fmt;

/// A place in the Rust sources, so that an editor can go from a call in TypeScript to the function that answers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The file as rustc's `file!()` gave it: relative to the workspace root, or absolute.
    pub file: String,
    /// The line, counted from 1.
    pub line: u32,
    /// The column, counted from 1.
    pub column: u32,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
