//! Cases of what is not built yet. The aim is none.

/// Names, with what they wait for; `file/*` stands for all of a file.
const PENDING: &[(&str, &str)] = &[];

/// Takes the failures that are awaited out of `failures`: what to print of them, and the entries that nothing fails by.
pub(crate) fn remove_pending(failures: &mut Vec<(String, String)>) -> (Vec<String>, Vec<String>) {
    let covers = |entry: &str, name: &str| match entry.strip_suffix('*') {
        Some(file) => name.starts_with(file),
        None => name == entry,
    };
    let entry_of = |name: &str| PENDING.iter().find(|(entry, _)| covers(entry, name));
    let idle = PENDING.iter().filter(|(entry, _)| !failures.iter().any(|(name, _)| covers(entry, name)));
    let idle = idle.map(|(entry, _)| (*entry).to_owned()).collect();
    let mut awaited = Vec::new();
    failures.retain(|(name, _)| match entry_of(name) {
        Some((_, reason)) => {
            awaited.push(format!("{name}: {reason}"));
            false
        }
        None => true,
    });
    (awaited, idle)
}
