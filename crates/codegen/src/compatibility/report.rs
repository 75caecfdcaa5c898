//! The differences for reading: the worst first.

use std::path::Path;

use isotype_diff::{Compatibility, Finding};

use super::acknowledgements::{Acknowledgements, SERVERS_FIRST};

const GROUPS: [(Compatibility, &str, &str); 3] = [
    (Compatibility::BreaksClients, "Breaks clients already out there", "31"),
    (
        Compatibility::BreaksServers,
        "Breaks servers still running, which clients of this contract meet until all are replaced",
        "33",
    ),
    (Compatibility::Compatible, "Safe", "32"),
];

/// How many other places of the same change are named.
const MAX_LISTED_LOCATIONS: usize = 3;

/// Every difference, by whom it breaks.
pub(super) fn render(findings: &[Finding], acknowledged: &Acknowledgements, colour: bool) -> String {
    let Some(step) = findings.iter().map(|finding| finding.bump).max() else {
        return "no difference\n".to_owned();
    };
    let mut report = String::new();
    for (verdict, title, code) in GROUPS {
        let mut group = findings.iter().filter(|finding| finding.compatibility == verdict).peekable();
        if group.peek().is_some() {
            report += &paint(title, code, colour);
            report += "\n";
            group.for_each(|finding| report += &render_finding(finding, acknowledged));
            report += "\n";
        }
    }
    report + &format!("By semver, the next version of the package is a {step} one.\n")
}

fn render_finding(finding: &Finding, acknowledged: &Acknowledgements) -> String {
    let meant = finding.compatibility > Compatibility::Compatible && acknowledged.covers(finding);
    let meant = if meant { ", acknowledged" } else { "" };
    let Finding { path, message: words, bump: step, .. } = finding;
    let line = format!("  {path}: {words} ({step}{meant})\n");
    if finding.other_paths.is_empty() {
        return line;
    }
    let named =
        finding.other_paths.iter().take(MAX_LISTED_LOCATIONS).map(String::as_str).collect::<Vec<_>>().join(", ");
    match finding.other_paths.len().saturating_sub(MAX_LISTED_LOCATIONS) {
        0 => format!("{line}    so in {named}\n"),
        more => format!("{line}    so in {named} and {more} more\n"),
    }
}

/// What to write where to let these breaks pass.
pub(super) fn render_unacknowledged(left: &[Finding], path: &Path) -> String {
    let count = match left.len() {
        1 => "1 break is".to_owned(),
        count => format!("{count} breaks are"),
    };
    let path = path.display();
    let mut text = format!("error: {count} not acknowledged. Where it is meant, add to {path}, with the reason:\n\n");
    for finding in left.iter().filter(|finding| finding.compatibility == Compatibility::BreaksClients) {
        text += &format!("{} # why\n", finding.id());
    }
    if left.iter().any(|finding| finding.compatibility == Compatibility::BreaksServers) {
        text += &format!("{SERVERS_FIRST} # every server is replaced before the first client\n");
    }
    text
}

fn paint(text: &str, code: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[1;{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}
