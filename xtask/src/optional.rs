//! Reports missing optional tools. Tests that need a missing tool skip themselves, and this report makes that visible.

use std::{env, net::TcpStream, path::Path};

use crate::{process::workspace_root, tools::output};

/// PyPI packages that tests use, with the versions they were written for.
const PYTHON_PACKAGES: &[(&str, &str)] =
    &[("joserfc", "1"), ("openapi-spec-validator", "0.9"), ("prometheus-client", "0.26"), ("schemathesis", "4")];

/// Databases that tests use, with their local addresses.
const DATABASES: &[(&str, &str)] = &[("PostgreSQL", "127.0.0.1:5432"), ("Redis", "127.0.0.1:6379")];

/// Returns one line per missing program or database, with the tests that are skipped without it.
pub(crate) fn missing() -> Vec<String> {
    let mut lines: Vec<String> = PYTHON_PACKAGES.iter().filter_map(|(name, version)| python(name, version)).collect();
    lines.extend(bun());
    lines.extend(chromium());
    let down = DATABASES.iter().filter(|(_, address)| TcpStream::connect(address).is_err());
    lines.extend(down.map(|(name, address)| format!("{name} tests: nothing is listening on {address}")));
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
    Some(format!("tests that need {package} {wanted}: {found}; run `{advice}`"))
}

fn bun() -> Option<String> {
    let program = env::var("BUN").unwrap_or_else(|_| "bun".to_owned());
    let found = output(&program, &["--version"]);
    if found.as_deref().is_some_and(|found| is_version(found, "1")) {
        return None;
    }
    let found =
        found.map_or_else(|| format!("`{program}` not found"), |found| format!("`{program}` has version {found}"));
    Some(format!("client test on Bun 1: {found}; run `npm install --global bun@1` or set BUN to the path of Bun 1"))
}

fn chromium() -> Option<String> {
    let path = env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let advice = "install Chromium, for example with `apt-get install chromium`, or set CHROMIUM to its path";
    (!Path::new(&path).exists()).then(|| format!("browser tests: {path} not found; {advice}"))
}

/// Returns `true` if version `found` starts with the components of `wanted`.
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
