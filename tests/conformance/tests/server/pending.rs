//! Cases whose feature is not implemented yet.

/// Case names and the reasons why they are pending; `file/*` matches every case of a file.
const PENDING: &[(&str, &str)] = &[];

/// Removes pending cases from `failures`. Returns their descriptions, and the entries that match no failure.
pub(crate) fn remove_pending(failures: &mut Vec<(String, String)>) -> (Vec<String>, Vec<String>) {
    let covers = |entry: &str, name: &str| match entry.strip_suffix('*') {
        Some(file) => name.starts_with(file),
        None => name == entry,
    };
    let entry_of = |name: &str| PENDING.iter().find(|(entry, _)| covers(entry, name));
    let unused = PENDING.iter().filter(|(entry, _)| !failures.iter().any(|(name, _)| covers(entry, name)));
    let unused = unused.map(|(entry, _)| (*entry).to_owned()).collect();
    let mut pending = Vec::new();
    failures.retain(|(name, _)| match entry_of(name) {
        Some((_, reason)) => {
            pending.push(format!("{name}: {reason}"));
            false
        }
        None => true,
    });
    (pending, unused)
}
