//! The differences for reading: the worst first.

use std::path::Path;

use isotype_diff::{Finding, Verdict};

use super::acknowledged::{Acknowledged, SERVERS_FIRST};

const GROUPS: [(Verdict, &str, &str); 3] = [
    (Verdict::Clients, "Breaks clients already out there", "31"),
    (
        Verdict::Servers,
        "Breaks servers still running, which clients of this contract meet until all are replaced",
        "33",
    ),
    (Verdict::Safe, "Safe", "32"),
];

/// How many other places of the same change are named.
const NAMED: usize = 3;

/// Every difference, by whom it breaks.
pub(super) fn all(findings: &[Finding], acknowledged: &Acknowledged, colour: bool) -> String {
    let Some(step) = findings.iter().map(|finding| finding.step).max() else {
        return "no difference\n".to_owned();
    };
    let mut report = String::new();
    for (verdict, title, code) in GROUPS {
        let mut group = findings.iter().filter(|finding| finding.verdict == verdict).peekable();
        if group.peek().is_some() {
            report += &paint(title, code, colour);
            report += "\n";
            group.for_each(|finding| report += &told(finding, acknowledged));
            report += "\n";
        }
    }
    report + &format!("By semver, the next version of the package is a {step} one.\n")
}

fn told(finding: &Finding, acknowledged: &Acknowledged) -> String {
    let meant = finding.verdict > Verdict::Safe && acknowledged.covers(finding);
    let meant = if meant { ", acknowledged" } else { "" };
    let Finding { path, words, step, .. } = finding;
    let line = format!("  {path}: {words} ({step}{meant})\n");
    if finding.also.is_empty() {
        return line;
    }
    let named = finding.also.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match finding.also.len().saturating_sub(NAMED) {
        0 => format!("{line}    so in {named}\n"),
        more => format!("{line}    so in {named} and {more} more\n"),
    }
}

/// What to write where to let these breaks pass.
pub(super) fn to_acknowledge(left: &[Finding], path: &Path) -> String {
    let count = match left.len() {
        1 => "1 break is".to_owned(),
        count => format!("{count} breaks are"),
    };
    let path = path.display();
    let mut text = format!("error: {count} not acknowledged. Where it is meant, add to {path}, with the reason:\n\n");
    for finding in left.iter().filter(|finding| finding.verdict == Verdict::Clients) {
        text += &format!("{} # why\n", finding.id());
    }
    if left.iter().any(|finding| finding.verdict == Verdict::Servers) {
        text += &format!("{SERVERS_FIRST} # every server is replaced before the first client\n");
    }
    text
}

fn paint(text: &str, code: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[1;{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}
