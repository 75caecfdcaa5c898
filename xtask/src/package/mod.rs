//! Release rehearsal: packs all crates and npm packages, then follows the README outside the workspace using those
//! archives.

mod licenses;
mod crates;
mod npm;
mod tutorial;
mod server;
mod rehearsal;

use std::{
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use crate::process::{TaskError, workspace_root};

/// Packs everything, then follows the README using the archives.
pub(crate) fn run() -> Result<(), TaskError> {
    println!("── 1/5 license files");
    licenses::check()?;
    let outside = Outside::create()?;
    println!("── 2/5 crates");
    let crates = crates::package(&outside)?;
    println!("── 3/5 npm packages");
    let tarballs = npm::package(&outside)?;
    println!("── 4/5 compiling every crate from its archive");
    crates::check_all(&outside, &crates)?;
    println!("── 5/5 following the README outside the workspace");
    rehearsal::run_tutorial(&outside, &crates, &tarballs)?;
    fs::remove_dir_all(&outside.root).map_err(|error| failed("removing the rehearsal's folder", &error))?;
    println!(
        "publish in this order: {}",
        crates.iter().map(|found| found.name.as_str()).collect::<Vec<_>>().join(", ")
    );
    Ok(())
}

/// Folder outside the workspace, so that cargo and Node.js find no workspace files in parent folders.
///
/// Every run uses the same path, because cargo's cache depends on it. The folder is kept if the rehearsal fails.
struct Outside {
    root: PathBuf,
}

impl Outside {
    fn create() -> Result<Outside, TaskError> {
        let mut hasher = DefaultHasher::new();
        workspace_root().hash(&mut hasher);
        let root = env::temp_dir().join(format!("isotype-package-{:016x}", hasher.finish()));
        if root.exists() {
            fs::remove_dir_all(&root).map_err(|error| failed("removing the last rehearsal's folder", &error))?;
        }
        for folder in ["crates", "npm"] {
            fs::create_dir_all(root.join(folder)).map_err(|error| failed("creating the rehearsal's folder", &error))?;
        }
        Ok(Outside { root })
    }

    fn crates(&self) -> PathBuf {
        self.root.join("crates")
    }

    fn npm(&self) -> PathBuf {
        self.root.join("npm")
    }
}

/// Reads a file as a string.
fn read(path: &Path) -> Result<String, TaskError> {
    fs::read_to_string(path).map_err(|error| failed(&format!("reading {}", path.display()), &error))
}

fn failed(action: &str, error: &std::io::Error) -> TaskError {
    TaskError(format!("{action} failed: {error}"))
}
