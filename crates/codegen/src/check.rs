//! Whether the files on disk are what would be written now.

use std::path::Path;

use similar::TextDiff;

use crate::{Error, Package, package::SOURCE_MAP, write};

impl Package {
    /// Says in what the files in `out` differ from these; `None` when they do not.
    ///
    /// # Errors
    ///
    /// When a file cannot be read.
    pub fn check(&self, out: &Path) -> Result<Option<String>, Error> {
        let mut report = String::new();
        for (name, new) in &self.files {
            let path = out.join(name);
            match write::read_if_exists(&path)? {
                None => report += &format!("{}: missing\n", path.display()),
                // git may have checked the file out with other line ends.
                Some(old) if old.replace("\r\n", "\n") == *new => {}
                Some(_) if *name == SOURCE_MAP => {
                    report += &format!("{}: places in the Rust sources moved\n", path.display())
                }
                Some(old) => report += &unified_diff(&path, &old, new),
            }
        }
        Ok((!report.is_empty()).then_some(report))
    }
}

/// In what a file differs from what would be written.
pub(crate) fn unified_diff(path: &Path, old: &str, new: &str) -> String {
    let (is, would_be) = (path.display().to_string(), format!("{} (from the Rust sources)", path.display()));
    let old = old.replace("\r\n", "\n");
    TextDiff::from_lines(&old, new).unified_diff().context_radius(3).header(&is, &would_be).to_string()
}
