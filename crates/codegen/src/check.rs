//! Comparison of the generated files with those on disk.

use std::path::Path;

use similar::TextDiff;

use crate::{Error, Package, package::SOURCE_MAP, write};

impl Package {
    /// Compares the package with the files in `out`. Returns a report with a diff of each stale file, or `None` if all
    /// are up to date.
    ///
    /// Ignores differences in line endings.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Io`] if a file cannot be read.
    pub fn check(&self, out: &Path) -> Result<Option<String>, Error> {
        let mut report = String::new();
        for (name, new) in &self.files {
            let path = out.join(name);
            match write::read_if_exists(&path)? {
                None => report += &format!("{}: missing\n", path.display()),
                // Git may convert line endings on checkout.
                Some(old) if old.replace("\r\n", "\n") == *new => {}
                Some(_) if *name == SOURCE_MAP => report += &format!("{}: source locations changed\n", path.display()),
                Some(old) => report += &unified_diff(&path, &old, new),
            }
        }
        Ok((!report.is_empty()).then_some(report))
    }
}

/// Returns a unified diff between the file on disk and the generated text.
pub(crate) fn unified_diff(path: &Path, old: &str, new: &str) -> String {
    let (on_disk, generated) = (path.display().to_string(), format!("{} (generated)", path.display()));
    let old = old.replace("\r\n", "\n");
    TextDiff::from_lines(&old, new).unified_diff().context_radius(3).header(&on_disk, &generated).to_string()
}
