//! Report of what some tests need besides Rust and Node. A test without its tools skips itself; this report makes that visible.

use std::{env, net::TcpStream, path::Path};

use crate::{process::workspace_root, tools::output};

/// Packages from PyPI, with the versions for which the tests are written.
const PYTHON_PACKAGES: &[(&str, &str)] =
    &[("joserfc", "1"), ("openapi-spec-validator", "0.9"), ("prometheus-client", "0.26"), ("schemathesis", "4")];

/// Ports of databases on this machine.
const DATABASES: &[(&str, &str)] = &[("PostgreSQL", "127.0.0.1:5432"), ("Redis", "127.0.0.1:6379")];

/// Lines about what is missing, and the tests that are skipped for it.
pub(crate) fn missing() -> Vec<String> {
    let mut lines: Vec<String> = PYTHON_PACKAGES.iter().filter_map(|(name, version)| python(name, version)).collect();
    lines.extend(bun());
    lines.extend(chromium());
    let down = DATABASES.iter().filter(|(_, address)| TcpStream::connect(address).is_err());
    lines.extend(down.map(|(name, address)| format!("tests on {name}: nothing listens on {address}")));
    lines
}

fn python(package: &str, wanted: &str) -> Option<String> {
    let python = workspace_root().join("target/python/bin/python");
    let code = format!("from importlib.metadata import version; print(version({package:?}))");
    let found = output(&python.to_string_lossy(), &["-c", &code]);
    if found.as_deref().is_some_and(|found| is_version(found, wanted)) {
        return None;
    }
    let found =
        found.map_or_else(|| "it is not in target/python".to_owned(), |found| format!("target/python has {found}"));
    let advice = format!("python3 -m venv target/python && target/python/bin/pip install '{package}=={wanted}.*'");
    Some(format!("tests that need {package} {wanted}: {found}; {advice}"))
}

fn bun() -> Option<String> {
    let program = env::var("BUN").unwrap_or_else(|_| "bun".to_owned());
    let found = output(&program, &["--version"]);
    if found.as_deref().is_some_and(|found| is_version(found, "1")) {
        return None;
    }
    let found = found.map_or_else(|| format!("there is no `{program}`"), |found| format!("`{program}` is {found}"));
    Some(format!("the client's test under Bun 1: {found}; npm install --global bun@1, or set BUN to its path"))
}

fn chromium() -> Option<String> {
    let path = env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let advice = "install one, for example by `apt-get install chromium`, or set CHROMIUM to its path";
    (!Path::new(&path).exists()).then(|| format!("tests in a browser: there is no {path}; {advice}"))
}

/// Checks whether a version begins with the numbers that are wanted.
fn is_version(found: &str, wanted: &str) -> bool {
    found.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_versions_by_number() {
        assert!(is_version("1.6.9", "1"));
        assert!(is_version("0.26", "0.26"));
        assert!(!is_version("0.9.0", "1"));
        assert!(!is_version("10.0.0", "1"));
    }
}
